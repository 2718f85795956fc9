"""Figures of whether printed numbers can hold together."""
