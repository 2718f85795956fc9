# Results by chance among correlated tests, and rare events -> chance.csv
source("tests/oracles/r/common.R")
# Given the common factor f the tests are independent, so the count is binomial; f is integrated out.
at_least <- function(k, m, level, rho) {
  cut <- qnorm(level / 2, lower.tail = FALSE)
  given <- function(f) {
    p <- pnorm((-cut - sqrt(rho) * f) / sqrt(1 - rho)) + pnorm((-cut + sqrt(rho) * f) / sqrt(1 - rho))
    pbinom(k - 1, m, p, lower.tail = FALSE) * dnorm(f)
  }
  integrate(given, -9, 9, rel.tol = 1e-10, subdivisions = 2000)$value
}
level <- 2 * psignrank(10, 11)
for (m in c(2, 24, 32, 72, 96)) for (rho in c(0, 0.3, 0.7)) for (k in c(1, 2, 3, 7)[c(1, 2, 3, 7) <= m])
  record(call = "integrate(pbinom(k - 1, m, p(f)) dnorm(f))", kind = "at least k of m", m = m, k = k,
         level = exactly(level), correlation = rho, value = exactly(at_least(k, m, level, rho)))
for (risk in c(0.25, 0.1, 0.01, 0.001)) for (n in c(5, 6, 11))
  record(call = "pbinom(0, n, risk, lower.tail = FALSE)", kind = "seen once", m = n, k = 1,
         level = exactly(risk), correlation = 0, value = exactly(pbinom(0, n, risk, lower.tail = FALSE)))
save_rows("chance.csv")
