# Shared by the oracle scripts: numbers as text that reads back to the same double, and one CSV per script.
# Run one with: Rscript tests/oracles/r/<name>.R   (from the repository root; R 4.2.2, coin 1.4.2,
# exactRankTests 0.8.35, effectsize 0.8.3). The tests read only the CSV files.
exactly <- function(v) trimws(formatC(v, digits = 17, format = "g"))
listed <- function(v) paste(trimws(formatC(v, digits = 15, format = "g")), collapse = " ")
rows <- list()
record <- function(...) rows[[length(rows) + 1]] <<- data.frame(..., stringsAsFactors = FALSE)
save_rows <- function(name) {
  write.csv(do.call(rbind, rows), file.path("tests/oracles", name), row.names = FALSE, quote = TRUE)
}
