"""Pages that are executed ahead: in which order, how many at once, and that no end is lost."""

import subprocess
import sys
import threading
import time

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.publication.execution import Page, amount, asked, in_background


def test_tasks_start_in_order_and_so_many_at_once() -> None:
    started: list[int] = []
    running, most, ended = 0, 0, threading.Semaphore(0)
    lock, gate = threading.Lock(), threading.Barrier(2, timeout=10)

    def task(number: int) -> None:
        nonlocal running, most
        with lock:
            started.append(number)
            running, most = running + 1, max(most, running + 1)
        gate.wait()  # two tasks let each other through: with one at a time none would end
        with lock:
            running -= 1
        gate.wait()
        ended.release()

    in_background([lambda number=number: task(number) for number in range(6)], at_once=2)  # type: ignore[misc]
    for _ in range(6):
        assert ended.acquire(timeout=10)
    assert most == 2
    assert [sorted(started[at : at + 2]) for at in (0, 2, 4)] == [[0, 1], [2, 3], [4, 5]]


@pytest.mark.slow
def test_a_build_that_is_broken_off_waits_for_no_page() -> None:
    program = (
        "import time; from analysis.publication.execution import in_background;"
        "in_background([lambda: time.sleep(600)] * 3, 2); raise KeyboardInterrupt"
    )
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "KeyboardInterrupt" in done.stderr
    assert time.monotonic() - start < 300


def test_what_is_no_error_of_a_cell_is_raised_where_the_page_is_taken() -> None:
    notebook = new_notebook(
        metadata={"kernelspec": {"name": "no-such-kernel", "display_name": "", "language": ""}}
    )
    page = Page(notebook, {"cwd": ".", "timeout": 1, "allow_errors": False, "meta_override": True})
    page.run()
    with pytest.raises(Exception, match="no-such-kernel"):
        page.done.result()


def test_a_page_is_known_by_all_but_the_names_of_its_cells() -> None:
    def notebook(text: str = "# Page", kernel: str = "python3") -> NotebookNode:
        kernelspec = {"name": kernel, "display_name": kernel}
        return new_notebook(
            cells=[new_markdown_cell(text), new_code_cell("6 * 7")], metadata={"kernelspec": kernelspec}
        )

    settings = {"cwd": "/book", "timeout": 300}
    known = asked(notebook(), settings)
    assert known == asked(notebook(), settings)
    others = (
        asked(notebook("# Another"), settings),
        asked(notebook(kernel="r"), settings),
        asked(notebook(), {**settings, "timeout": 30}),
    )
    assert known not in others


def test_the_amount_is_that_of_the_code() -> None:
    cells = [
        new_markdown_cell("a long text that no kernel reads"),
        new_code_cell("6 * 7"),
        new_code_cell("1"),
    ]
    assert amount(new_notebook(cells=cells)) == 6
