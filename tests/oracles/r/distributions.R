# Null distributions without ties -> distributions.csv
source("tests/oracles/r/common.R")
for (n in c(1:12, 30, 50)) for (s in unique(round(seq(0, n * (n + 1) / 2, length.out = 20))))
  record(call = "psignrank, dsignrank", n1 = n, n2 = NA, statistic = s,
         below = exactly(psignrank(s, n)), at = exactly(dsignrank(s, n)))
for (n in list(c(1, 1), c(1, 5), c(2, 2), c(3, 3), c(3, 6), c(4, 4), c(5, 5), c(5, 6), c(6, 6), c(8, 12), c(30, 30)))
  for (s in unique(round(seq(0, n[1] * n[2], length.out = 20))))
    record(call = "pwilcox, dwilcox", n1 = n[1], n2 = n[2], statistic = s,
           below = exactly(pwilcox(s, n[1], n[2])), at = exactly(dwilcox(s, n[1], n[2])))
save_rows("distributions.csv")
