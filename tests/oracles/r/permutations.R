# Permutation tests of means -> permutations.csv
source("tests/oracles/r/common.R")
suppressMessages({library(coin); library(exactRankTests)})
set.seed(5)
for (n in list(c(1, 3), c(2, 3), c(3, 3), c(3, 6), c(5, 6), c(6, 5), c(4, 8), c(8, 8))) for (digits in c(0, 1)) {
  x <- round(rnorm(n[1], 2, 3), digits); y <- round(rnorm(n[2], 0, 3), digits)
  # Whole numbers for coin, whose scores are then exact; p does not depend on the unit.
  data <- data.frame(v = round(c(x, y) * 10), g = factor(rep(c("x", "y"), n)))
  record(call = "coin::oneway_test(v ~ g, distribution = 'exact')", test = "difference",
         x = listed(x), y = listed(y),
         pvalue = exactly(pvalue(oneway_test(v ~ g, data, distribution = "exact"))))
}
for (n in c(3:10, 15)) {
  d <- round(rnorm(n, 2, 3))
  record(call = "exactRankTests::perm.test(x, paired = FALSE, exact = TRUE)", test = "sign-flip", x = listed(d), y = "",
         pvalue = exactly(perm.test(d, exact = TRUE)$p.value))
}
save_rows("permutations.csv")
