# Hodges-Lehmann estimates and exact intervals -> intervals.csv
source("tests/oracles/r/common.R")
set.seed(12)
add <- function(call, x, y, confidence) {
  # R leaves the exact method silently when a difference is zero.
  stopifnot(!is.null(y) || all(x != 0))
  r <- suppressWarnings(if (is.null(y)) wilcox.test(x, exact = TRUE, conf.int = TRUE, conf.level = confidence)
                        else wilcox.test(x, y, exact = TRUE, conf.int = TRUE, conf.level = confidence))
  record(call = call, x = listed(x), y = if (is.null(y)) "" else listed(y), confidence = confidence,
         estimate = exactly(r$estimate), low = exactly(r$conf.int[1]), high = exactly(r$conf.int[2]))
}
for (confidence in c(0.5, 0.8, 0.9, 0.95, 0.99)) {
  for (n in c(5:12, 40))
    add("stats::wilcox.test(x, exact = TRUE, conf.int = TRUE)", round(rnorm(n, 1), 4), NULL, confidence)
  for (n in list(c(3, 6), c(4, 5), c(5, 6), c(6, 5), c(10, 12), c(30, 30)))
    add("stats::wilcox.test(x, y, exact = TRUE, conf.int = TRUE)", round(rnorm(n[1], 1), 4), round(rnorm(n[2]), 4),
        confidence)
}
# Hollander & Wolfe (1973), p. 39 and 110 as in the examples of exactRankTests::wilcox.exact
x <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
y <- c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
add("stats::wilcox.test, Hollander & Wolfe depression", round(y - x, 3), NULL, 0.95)
x <- c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)
y <- c(1.15, 0.88, 0.90, 0.74, 1.21)
add("stats::wilcox.test, Hollander & Wolfe permeability", y, x, 0.95)
save_rows("intervals.csv")
