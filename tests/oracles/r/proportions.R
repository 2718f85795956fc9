# Intervals for a proportion -> proportions.csv
source("tests/oracles/r/common.R")
for (n in c(1, 5, 6, 11, 30, 148)) for (k in unique(c(0, 1, n %/% 2, n - 1, n))) for (level in c(0.9, 0.95, 0.99)) {
  add <- function(call, method, upper, limits)
    record(call = call, method = method, upper = upper, events = k, n = n, confidence = level,
           low = exactly(limits[1]), high = exactly(limits[2]))
  tail <- (1 - level) / 2
  add("binom.test(k, n)$conf.int", "clopper-pearson", FALSE, binom.test(k, n, conf.level = level)$conf.int)
  add("binom.test(k, n, alternative = 'less')$conf.int", "clopper-pearson", TRUE,
      binom.test(k, n, alternative = "less", conf.level = level)$conf.int)
  add("prop.test(k, n, correct = FALSE)$conf.int", "wilson", FALSE,
      suppressWarnings(prop.test(k, n, correct = FALSE, conf.level = level))$conf.int)
  add("prop.test(k, n, correct = FALSE, alternative = 'less')$conf.int", "wilson", TRUE,
      suppressWarnings(prop.test(k, n, correct = FALSE, alternative = "less", conf.level = level))$conf.int)
  # Brown, Cai and DasGupta (2001): the limit at an end is the end itself.
  quantiles <- qbeta(c(tail, 1 - tail), k + 0.5, n - k + 0.5)
  add("qbeta(c(a/2, 1 - a/2), k + 1/2, n - k + 1/2)", "jeffreys", FALSE,
      c(if (k == 0) 0 else quantiles[1], if (k == n) 1 else quantiles[2]))
  add("qbeta(1 - a, k + 1/2, n - k + 1/2)", "jeffreys", TRUE,
      c(0, if (k == n) 1 else qbeta(level, k + 0.5, n - k + 0.5)))
}
save_rows("proportions.csv")
