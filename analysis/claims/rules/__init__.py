"""The rules that judge claims, by what they judge."""
