"""Every public name of the library with what it does, read from the library itself."""

import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

ROOMS = (
    "data",
    "inference",
    "physiology",
    "reported",
    "reconstruction",
    "audit",
    "claims",
    "figures",
    "tables",
)
"""The rooms of the library, in the order in which they build on each other."""

_LONGEST = 20
"""Characters of a default value that a signature shows; a longer one is an ellipsis."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function or class of the library.

    Attributes:
        name: as it is imported from its room.
        signature: the name with its parameters and short defaults, without types; a class that takes nothing
            a reader could pass is its name alone.
        does: the first line of its docstring; empty where it has none.
        example: the first line of its first example; empty where it has none.
    """

    name: str
    signature: str
    does: str
    example: str


@dataclass(frozen=True, slots=True)
class Functions:
    """The functions and classes of one room, which show themselves as a table on a page and in a notebook.

    Attributes:
        room: one of `ROOMS`.
    """

    room: str

    def __iter__(self) -> Iterator[Function]:
        """Functions and classes by name."""
        room = importlib.import_module(f"analysis.{self.room}")
        for name in public(room):
            value = getattr(room, name)
            if inspect.isroutine(value) or inspect.isclass(value):
                yield Function(name, _signature(name, value), _first_line(value), _example(value))

    def _repr_markdown_(self) -> str:
        rows = [(_code(f.signature), _prose(f.does), _code(f.example)) for f in self]
        head = [("Call", "What it does", "Example"), ("---",) * 3]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in [*head, *rows])

    def __repr__(self) -> str:
        """The table as text."""
        return "\n".join(f"{function.signature}: {function.does}" for function in self)


def public(room: ModuleType) -> tuple[str, ...]:
    """The public names of a room, sorted: `__all__` or, without it, what it imports from its own modules.

    Examples:
        >>> from analysis import inference
        >>> [name for name in public(inference) if name.startswith("rank_sum")]
        ['rank_sum', 'rank_sum_many']
    """
    own = [
        name
        for name, value in vars(room).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith(f"{room.__name__}.")
    ]
    return tuple(sorted(getattr(room, "__all__", own)))


def _signature(name: str, value: object) -> str:
    try:
        parameters = inspect.signature(value).parameters.values()  # type: ignore[arg-type]
    except (TypeError, ValueError):  # a class made by a factory of types
        return name
    if inspect.isclass(value) and issubclass(value, BaseException):
        return name
    plain = [p.replace(annotation=p.empty, default=_short(p.default)) for p in parameters]
    return name + str(inspect.Signature(plain))


def _short(default: object) -> object:
    """A default as it is, or an ellipsis where its text is long."""
    return default if default is inspect.Parameter.empty or len(repr(default)) <= _LONGEST else ...


def _first_line(value: object) -> str:
    """The first line of a docstring of one's own; what a dataclass writes for itself is none."""
    text = (value.__doc__ or "").strip()
    return "" if text.startswith(f"{getattr(value, '__name__', '')}(") else text.partition("\n")[0]


def _example(value: object) -> str:
    found = re.search(r"^\s*>>> (.+)$", inspect.getdoc(value) or "", flags=re.MULTILINE)
    return found[1] if found else ""


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def _prose(text: str) -> str:
    """A line of a docstring as Markdown: only code marks keep a meaning."""
    parts = re.split(r"(`+[^`]+`+)", text)
    return "".join(
        part.replace("|", r"\|") if place % 2 else re.sub(r"([\\*_{}\[\]<>$|#])", r"\\\1", part)
        for place, part in enumerate(parts)
    )
