"""A printed p-value: a number, or a bound such as "<0.05"."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.data.errors import comma_advice
from analysis.reported.printed import Interval, Printed

_SIGNS = ("<", ">", "≤", "≥")


@dataclass(frozen=True, slots=True)
class PrintedPvalue:
    """A p-value as a source prints it, and the p-values that print so.

    A bare number stands for the closed half-unit interval of its last digit. Behind "<" or ">" it is a bound
    that the p-value itself does not reach; behind "≤" or "≥" the bound belongs to the range.

    Attributes:
        text: digits between 0 and 1, alone or behind one of < > ≤ ≥.

    Raises:
        ValueError: the text is not such a p-value.

    Examples:
        >>> PrintedPvalue("0.028").fits([0.02771, 0.02846, 0.03125]).tolist()
        [True, True, False]
        >>> PrintedPvalue("<0.05").fits([0.0499, 0.05]).tolist()
        [True, False]
        >>> PrintedPvalue("ns")
        Traceback (most recent call last):
        ...
        ValueError: 'ns' is not a printed p-value. Give digits between 0 and 1 as text, alone or behind \
< > ≤ or ≥, such as '0.028' or '<0.05'.
    """

    text: str

    def __post_init__(self) -> None:
        try:
            usable = 0 <= self.number.value <= 1
        except (ValueError, AttributeError):
            usable = False
        if not usable:
            raise ValueError(
                f"{self.text!r} is not a printed p-value. Give digits between 0 and 1 as text, alone or "
                f"behind < > ≤ or ≥, such as '0.028' or '<0.05'.{comma_advice(str(self.text))}"
            )

    @property
    def sign(self) -> str:
        """The comparison sign; empty for a bare number."""
        return self.text[0] if self.text.startswith(_SIGNS) else ""

    @property
    def number(self) -> Printed:
        """The number behind the sign."""
        return Printed(self.text[len(self.sign) :].strip())

    @property
    def words(self) -> str:
        """The p-value as a sentence writes it: "p = 0.028" or "p < 0.05"."""
        return f"p {self.sign or '='} {self.number.text}"

    @property
    def beyond(self) -> str:
        """Why no p-value can print as this text, and what may be meant; empty where some can."""
        value, alone = self.number.value, f"“{self.number.text}” alone"
        if self.sign == ">" and value == 1:
            return f"No p is above 1, so “{self.text}” holds for none. {alone} may be meant."
        if self.sign not in ("<", "≤") or value != 0:
            return ""
        start = f"No p is {'' if self.sign == '<' else '0 or '}below 0, so “{self.text}” holds for none."
        if not self.number.decimals:
            return start
        half = f"{self.number.half_unit:f}"
        return f"{start} {alone} stands for every p below {half}; “<{half}” may be meant."

    @property
    def range(self) -> tuple[float, float]:
        """The smallest and the largest p-value that the text stands for, up to the bound of a sign."""
        return self._range(self.number.rounded)

    @property
    def range_if_cut_off(self) -> tuple[float, float]:
        """The same if further digits may have been cut off, not rounded; a bound stays as it is."""
        return self._range(self.number.either)

    def _range(self, ends: Interval) -> tuple[float, float]:
        low, high = (min(max(float(end), 0.0), 1.0) for end in (ends.low, ends.high))
        bound = float(self.number.value)
        return {"<": (0.0, bound), "≤": (0.0, bound), ">": (bound, 1.0), "≥": (bound, 1.0)}.get(
            self.sign, (low, high)
        )

    def fits(self, pvalues: ArrayLike) -> NDArray[np.bool_]:
        """Whether each computed p-value would print as this text; NaN never does."""
        computed = np.asarray(pvalues, dtype=np.float64)
        bound = float(self.number.value)
        match self.sign:
            case "<":
                return computed < bound
            case "≤":
                return computed <= bound
            case ">":
                return computed > bound
            case "≥":
                return computed >= bound
        return _among(computed, self.number.rounded)

    def fits_truncated(self, pvalues: ArrayLike) -> NDArray[np.bool_]:
        """Whether each p-value would print as this text if further digits were cut off, not rounded.

        Cutting turns 0.0289 into 0.028. A bound is no result of cutting, so nothing fits it.
        """
        computed = np.asarray(pvalues, dtype=np.float64)
        if self.sign:
            return np.zeros(computed.shape, dtype=np.bool_)
        return _among(computed, self.number.cut_off)


def _among(values: NDArray[np.float64], these: Interval) -> NDArray[np.bool_]:
    """Which values an interval holds; decimals are asked of those that floats cannot tell from an end."""
    ends = [
        (np.nextafter(float(end), -np.inf), np.nextafter(float(end), np.inf))
        for end in (these.low, these.high)
    ]
    held = np.zeros(values.shape, dtype=np.bool_)
    held[(values > ends[0][1]) & (values < ends[1][0])] = True
    for below, above in ends:
        near = (values >= below) & (values <= above)
        held[near] = [these.holds(p) for p in values[near]]
    return held
