# Planning two groups, written from the papers and independently of the package -> two_arms.csv
# Every row: the call in words, its arguments a to c, and the result.
source("tests/oracles/r/common.R")
note <- function(formula, call, result, a, b, c)
  record(formula = formula, call = call, a = exactly(a), b = exactly(b), c = exactly(c),
         result = exactly(result))

# Noether 1987 for n in each group. p is the chance that one subject lies above another, by integration.
above <- function(shift) integrate(function(y) pnorm(y, shift, 1, lower.tail = FALSE) * dnorm(y), -Inf, Inf,
                                   rel.tol = 1e-12)$value
power <- function(n, shift, alpha) {
  # Mean and null variance of the Mann-Whitney count of 2n subjects, without the term in 1 / n.
  mean <- n^2 * (above(shift) - 1 / 2)
  pnorm(abs(mean) / sqrt(n^2 * (2 * n) / 12) - qnorm(1 - alpha / 2))
}
for (n in c(3, 10, 47)) for (shift in c(-0.8, 0.1, 0.5, 1, 1.5)) for (alpha in c(0.01, 0.05))
  note("noether_power", "pnorm(mean / sd of the count - z)", power(n, shift, alpha), a = n, b = shift, c = alpha)
for (shift in c(0.1, 0.3, 0.5, 0.8, 1, 1.5)) for (wanted in c(0.8, 0.9)) for (alpha in c(0.01, 0.05)) {
  n <- 1
  while (power(n, shift, alpha) < wanted) n <- n + 1
  note("noether_per_arm", "the first n that reaches the power", n, a = shift, b = wanted, c = alpha)
}

# The margin at which t.test() itself just calls two samples of equal mean and pooled SD 1 equivalent.
unit <- function(n) if (n == 1) 0 else { v <- seq_len(n) - (n + 1) / 2; v / sqrt(sum(v^2)) }
for (pair in list(c(2, 9), c(1, 10), c(3, 3), c(2, 3), c(5, 6))) for (alpha in c(0.05, 0.1)) {
  groups <- lapply(pair, unit)
  pooled <- sqrt(sum(unlist(groups)^2) / (sum(pair) - 2))
  x <- groups[[1]] / pooled
  y <- groups[[2]] / pooled
  p <- function(m) t.test(x, y, mu = -m, alternative = "greater", var.equal = TRUE)$p.value
  margin <- uniroot(function(m) p(m) - alpha, c(0.01, 50), tol = 1e-13)$root
  note("smallest_margin", "t.test(x, y, mu = -m, 'greater', var.equal = TRUE)", margin, a = pair[1],
       b = pair[2], c = alpha)
}
save_rows("two_arms.csv")
