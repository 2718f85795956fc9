"""Speed of `analysis.inference`, measured: run `python -m benchmarks`."""
