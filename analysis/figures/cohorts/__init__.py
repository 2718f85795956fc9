"""Figures of what the data could have been."""
