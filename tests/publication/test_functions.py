"""The page of functions: what it lists is what the library offers."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import analysis
from analysis.publication import Functions
from analysis.publication.functions import ROOMS, public

PAGE = (Path(__file__).parents[2] / "appendices" / "functions.md").read_text("utf8")
EVERY = pytest.mark.parametrize("room", ROOMS)


def test_every_room_of_the_library_is_on_the_page() -> None:
    rooms = {module.name for module in pkgutil.iter_modules(analysis.__path__) if module.ispkg}
    assert rooms == {*ROOMS, "publication"}
    assert re.findall(r'^publication\.Functions\("(\w+)"\)$', PAGE, flags=re.M) == list(ROOMS)


@EVERY
def test_every_public_function_is_listed_with_a_first_line(room: str) -> None:
    module = importlib.import_module(f"analysis.{room}")
    listed = {function.name: function for function in Functions(room)}
    offered = {name for name in public(module) if inspect.isroutine(getattr(module, name))}
    assert offered
    assert offered <= set(listed)
    assert [name for name, function in listed.items() if not function.does] == []
    shown = Functions(room)._repr_markdown_()
    assert [name for name in listed if f"| `{name}" not in shown] == []


@EVERY
def test_an_example_is_one_of_the_docstring(room: str) -> None:
    module = importlib.import_module(f"analysis.{room}")
    for function in Functions(room):
        if function.example:
            assert f">>> {function.example}" in inspect.getdoc(getattr(module, function.name))  # type: ignore[operator]


def test_a_signature_is_short() -> None:
    listed = {function.name: function for function in Functions("inference")}
    assert listed["rank_sum"].signature == "rank_sum(x, y, *, method='exact')"
    assert listed["rank_sum"].does.startswith("Test two independent groups")
    assert listed["rank_sum"].example == "rank_sum([7, 8, 9, 10, 11], [1, 2, 3, 4, 5, 6]).pvalue"


@EVERY
def test_a_bar_in_a_cell_does_not_end_it(room: str) -> None:
    for line in Functions(room)._repr_markdown_().splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == 4, line
