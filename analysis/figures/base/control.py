"""One choice that a reader can turn: a Vega parameter on the page, a widget in a live notebook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import altair as alt

from analysis.inference.pvalues import METHOD_NAMES, METHODS

Value = int | str
Kind = Literal["range", "radio", "select", "check", "text"]

RESERVED = ("code", "highlight", "q")
"""Words of a page's address that mean something else: the switch of the code, and a search."""


@dataclass(frozen=True, slots=True)
class Control:
    """One choice.

    Attributes:
        name: the chart's parameter, the column of the grid and the argument of the computation.
        label: the words above the control; of a range what follows the last comma is the unit, which the page
            says with each number ("Age, years": 56 years).
        kind: "range" (a slider over consecutive whole numbers), "radio" (few choices, all seen at once),
            "select" (a list), "check" (a box, off or on) or "text" (typed; only with a kernel).
        choices: what can be chosen, in order; with a kernel all of it; nothing for a text.
        default: what is chosen first.
        on_page: the part of `choices` that the page's grid covers; all of it when empty.
        labels: a reader's words for `choices`; the choices themselves when empty.
        read: turns what is typed into the argument of the computation, or raises a ValueError that tells the
            reader what to type; for a text only.

    Raises:
        ValueError: a name that is no identifier or has another meaning in a page's address, a default that
            the page does not offer, a page that offers what is no choice, a range with gaps, a check that is
            not off or on, labels that do not pair with the choices, or a text with choices, without `read` or
            with a default that it cannot read.
    """

    name: str
    label: str
    kind: Kind
    choices: tuple[Value, ...]
    default: Value
    on_page: tuple[Value, ...] = ()
    labels: tuple[str, ...] = ()
    read: Callable[[str], Value] | None = None

    def __post_init__(self) -> None:
        """Refuse a control that one of its two lives could not show."""
        if not self.name.isidentifier():
            raise ValueError(f"the control's name is {self.name!r}. Use letters, digits and _.")
        if self.name in RESERVED:
            raise ValueError(f"{self.name}: the page's address has that word for something else. Rename it.")
        if (self.kind == "text") != (self.read is not None):
            raise ValueError(f"{self.name}: a text, and nothing else, needs `read`.")
        if self.read is not None:
            self.read(str(self.default))
            if self.choices or self.on_page or self.labels:
                raise ValueError(f"{self.name}: a text has no choices. Leave them empty.")
            return
        if self.default not in self.page_choices:
            raise ValueError(
                f"{self.name}: the default {self.default!r} is not on the page: {self.page_choices}."
            )
        if not set(self.on_page) <= set(self.choices):
            raise ValueError(f"{self.name}: the page offers {self.on_page}, not all of it among the choices.")
        if len(self.labels) not in (0, len(self.choices)):
            raise ValueError(
                f"{self.name}: {len(self.labels)} labels for {len(self.choices)} choices. Pair them."
            )
        if self.kind == "range" and not (_consecutive(self.choices) and _consecutive(self.page_choices)):
            raise ValueError(f"{self.name}: a range needs consecutive whole numbers, not {self.choices}.")
        if self.kind == "check" and self.choices != (False, True):
            raise ValueError(f"{self.name}: a check is off or on, (False, True), not {self.choices}.")

    @property
    def page_choices(self) -> tuple[Value, ...]:
        """What can be chosen on the page.

        Raises:
            ValueError: a text, whose answers cannot be computed beforehand.
        """
        if self.kind == "text":
            raise ValueError(
                f"{self.name}: what a reader types cannot be computed beforehand for a page. "
                "Call .live() in a notebook, where a kernel computes it."
            )
        return self.on_page or self.choices

    @property
    def options(self) -> list[tuple[str, Value]]:
        """Label and value of every choice."""
        return list(zip(self.labels or map(str, self.choices), self.choices, strict=True))

    def parameter(self) -> alt.Parameter:
        """The control as a parameter of a chart, bound to an input above it."""
        return alt.param(name=self.name, value=self.default, bind=self._binding())

    def _binding(self) -> Any:
        name, on_page = f"{self.label} ", self.page_choices
        if self.kind == "range":
            return alt.binding_range(name=name, min=int(on_page[0]), max=int(on_page[-1]), step=1)
        if self.kind == "check":
            return alt.binding_checkbox(name=name)
        offered = [(label, value) for label, value in self.options if value in on_page]
        labels, values = zip(*offered, strict=True)
        bind = alt.binding_radio if self.kind == "radio" else alt.binding_select
        return bind(name=name, options=list(values), labels=list(labels))


def key(choice: Mapping[str, Value]) -> str:
    """One combination as text; the page's scripts write the same text.

    >>> key({"method": "exact", "two_sided": True, "n": 5})
    'method=exact&two_sided=true&n=5'
    """
    return "&".join(f"{name}={_as_script(value)}" for name, value in choice.items())


def _as_script(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _consecutive(values: tuple[Value, ...]) -> bool:
    return values == tuple(range(int(values[0]), int(values[0]) + len(values)))


METHOD = Control(
    "method",
    "Method",
    "radio",
    choices=METHODS,
    default="exact",
    labels=tuple(METHOD_NAMES[method] for method in METHODS),
)
"""The choice between the exact test and its normal approximations, which several explorers offer."""
PRINTED_METHOD = replace(METHOD, name="p_method", default="normal")
"""The same choice for printed p-values, which are mostly those of an approximation."""
