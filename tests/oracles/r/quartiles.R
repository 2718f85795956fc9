# Quartiles by the rules of SPSS (type 6) and R (type 7) -> quartiles.csv
source("tests/oracles/r/common.R")
samples <- list(c(23, 31, 40, 44, 50, 56, 58, 60, 61, 70, 75), c(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
                c(17.9, 18.2, 19, 21, 22.4, 25.5), 3:12)
for (values in samples) for (type in c(6, 7))
  record(call = sprintf("diff(quantile(x, c(1, 3) / 4, type = %d))", type), rule = c("SPSS", "R")[type - 5],
         values = listed(values), value = exactly(unname(diff(quantile(values, c(1, 3) / 4, type = type)))))
save_rows("quartiles.csv")
