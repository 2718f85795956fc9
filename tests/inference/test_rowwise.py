"""Adjustment of many families gives each family's own numbers."""

import numpy as np
import pytest

from analysis.inference import adjust
from analysis.inference.rowwise import adjust_many

FAMILIES = [[0.01, 0.04, 0.03], [0.5, 0.5, 0.5], [1.0, 0.0, 0.02], [0.9, 0.02, 0.02], [0.3, 0.2, 0.1]]


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_each_row_is_adjusted_alone(method: str) -> None:
    together = adjust_many(FAMILIES, method)
    for row, family in zip(together, FAMILIES, strict=True):
        np.testing.assert_allclose(row, adjust(family, method), atol=1e-12)


def test_what_is_no_pvalue_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjust_many([[0.2, 1.5]], "holm")
    with pytest.raises(ValueError, match="method"):
        adjust_many([[0.2, 0.5]], "by")
