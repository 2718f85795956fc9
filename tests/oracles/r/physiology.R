# Formulas about people, written from the papers and independently of the package -> physiology.csv
# Every row: the call in words, its arguments a to d, the sex where there is one, and the result.
source("tests/oracles/r/common.R")
note <- function(formula, call, result, sex = "", a = NA_real_, b = NA_real_, c = NA_real_, d = NA_real_)
  record(formula = formula, call = call, sex = sex, a = exactly(a), b = exactly(b), c = exactly(c),
         d = exactly(d), result = exactly(result))

# CKD-EPI 2021 in its piecewise form: one line for each sex and side of kappa.
ckd <- function(scr, age, sex) {
  if (sex == "women" && scr <= 0.7) return(142 * 1.012 * (scr / 0.7)^-0.241 * 0.9938^age)
  if (sex == "women") return(142 * 1.012 * (scr / 0.7)^-1.200 * 0.9938^age)
  if (scr <= 0.9) return(142 * (scr / 0.9)^-0.302 * 0.9938^age)
  142 * (scr / 0.9)^-1.200 * 0.9938^age
}
for (sex in c("men", "women")) for (scr in c(0.4, 0.7, 0.71, 0.9, 0.91, 1.3, 4)) for (age in c(18, 51, 56, 90))
  note("egfr_ckd_epi_2021", "piecewise CKD-EPI 2021", ckd(scr, age, sex), sex, scr, age)

# Two results of one person, each a product of two independent log-normal factors with mean 1.
log_sd <- function(cv) sqrt(log(1 + (cv / 100)^2))
for (cvi in c(0, 2.74, 20, 57)) for (cva in c(0, 1.5, 10)) if (cvi + cva > 0) {
  sd <- sqrt(log_sd(cvi)^2 + log_sd(cva)^2)
  note("log_change_sd", "sqrt(2) * sd", sqrt(2) * sd, a = cvi, b = cva)
  for (level in c(0.8, 0.95)) {
    tail <- (1 - level) / 2
    for (p in c(tail, 1 - tail)) {
      note("reference_change", "qlnorm(p, 0, sqrt(2) * sd)", 100 * (qlnorm(p, 0, sqrt(2) * sd) - 1),
           a = cvi, b = cva, c = level, d = p)
    }
  }
}

# HOMA-IR with glucose in mg/dL, as it is also printed: divided by 405.
for (insulin in c(3, 9.7, 25)) for (glucose in c(4.2, 5, 7.8))
  note("homa_ir", "insulin * (18 * glucose) / 405", insulin * (18 * glucose) / 405, a = insulin, b = glucose)
save_rows("physiology.csv")
