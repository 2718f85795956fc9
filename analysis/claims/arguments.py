"""The arguments of a verdict's function, from the text of `claims.csv` to typed values."""

import inspect
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin, get_type_hints


def arguments(text: str, function: Callable[..., object]) -> dict[str, Any]:
    """Read "name=value; name=value" by the types that the function declares.

    Args:
        text: the arguments; a list is divided by |.
        function: its keyword-only parameters are the names allowed.

    Raises:
        ValueError: an unknown name, a value of another type, or a required one missing.

    Examples:
        >>> def rule(*, markers: tuple[str, ...], lost: int = 0) -> None: ...
        >>> arguments("markers=IL6|TNFA; lost=1", rule)
        {'markers': ('IL6', 'TNFA'), 'lost': 1}
    """
    hints = get_type_hints(function)
    parameters = inspect.signature(function).parameters.values()
    known = {p.name: p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}
    given = dict(part.split("=", 1) for part in text.split("; ")) if text else {}
    unknown = sorted(set(given) - set(known))
    missing = [name for name, p in known.items() if p.default is p.empty and name not in given]
    if unknown or missing:
        raise ValueError(
            f"{function.__name__} was given {unknown or 'nothing unknown'} and lacks {missing or 'nothing'}. "
            f"Its arguments are {list(known)}."
        )
    return {name: _value(value, hints[name], f"{function.__name__}, {name}") for name, value in given.items()}


def _value(text: str, hint: Any, where: str) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(part, get_args(hint)[0], where) for part in text.split("|"))
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise ValueError(f"{where} is {text!r}. Write one of: {', '.join(get_args(hint))}.")
        return text
    try:
        return hint(text)
    except ValueError:
        raise ValueError(f"{where} is {text!r}. Write a value of type {hint.__name__}.") from None
