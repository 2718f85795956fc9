"""Figures of what is printed."""
