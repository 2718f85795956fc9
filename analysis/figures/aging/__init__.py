"""Figures of what five years do anyway."""
