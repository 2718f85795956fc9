"""Charts: tidy tables in, plain Altair charts out. A builder computes no statistic and reads no file."""

from analysis.charts.publish import UnpublishableError, publish, traces

__all__ = ["UnpublishableError", "publish", "traces"]
