"""Comparisons whose single values are public, and what audit, decoder and cohorts say of them."""
