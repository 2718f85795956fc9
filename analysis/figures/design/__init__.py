"""Figures of what the sample sizes allow: no data."""
