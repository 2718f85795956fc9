"""Pages are executed ahead of their reading, as many at once as there are processors.

Sphinx reads one page after the other, and MyST-NB executes a page when it is read. Here all pages that are
about to be read and are not in the execution cache are started before, and Sphinx reads them as they end.
MyST-NB takes what came of a page, and keeps, shows and reports it as if it had executed the page itself.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import myst_nb.core.execute.cache as execution
from docutils import nodes
from jupyter_cache import get_cache
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import create_nb_reader
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
AT_ONCE = min(os.cpu_count() or 1, 4)
"""Pages that are executed at the same time: each takes a processor, and some hundred megabytes of memory."""


def connect(app: Sphinx) -> None:
    """Start when Sphinx knows which pages it reads; after each page, see which one is next."""
    ahead = Ahead(app)
    app.connect("env-before-read-docs", ahead.start)
    app.connect("doctree-read", ahead.order)


@dataclass(slots=True)
class Page:
    """A page that is executed, or waits for it.

    Attributes:
        notebook: the page; its cells get their outputs here.
        settings: keywords of ``single_nb_execution``.
        asked: what the page was before it was started.
        done: what came of it.
    """

    notebook: NotebookNode
    settings: dict[str, Any]
    asked: str = ""
    done: "Future[ExecutionResult]" = field(default_factory=Future)

    def __post_init__(self) -> None:
        """Note what is asked, before outputs are written into the notebook."""
        self.asked = asked(self.notebook, self.settings)

    def run(self) -> None:
        """Execute the page. An error of a cell is in the result; any other is raised where that is taken."""
        try:
            self.done.set_result(single_nb_execution(self.notebook, **self.settings))
        except Exception as error:
            self.done.set_exception(error)


class Ahead:
    """The pages of one build."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._reading: list[str] = []
        self._pages: dict[str, Page] = {}

    def start(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Start the pages that have to be executed, the one with the most code first.

        Args:
            app: the build.
            env: knows the settings of MyST-NB.
            docnames: the pages that Sphinx reads; brought into a better order here and in ``order``.
        """
        self._pages = dict(sorted(to_execute(env, docnames), key=lambda named: -amount(named[1].notebook)))
        self._reading = docnames
        docnames.sort(key=lambda name: name in self._pages)
        if self._pages:
            LOGGER.info("Executing %s pages, %s at once.", len(self._pages), AT_ONCE)
        in_background((page.run for page in self._pages.values()), AT_ONCE)
        execution.single_nb_execution = self.take

    def order(self, app: Sphinx, doctree: nodes.document) -> None:
        """Let Sphinx, which has read a page, go on with one that need not be waited for."""
        place = self._reading.index(app.env.docname) + 1
        rest = self._reading[place:]
        running = [self._pages[name].done for name in rest if name in self._pages]
        if len(running) == len(rest) > 0:
            wait(running, return_when=FIRST_COMPLETED)
        self._reading[place:] = sorted(
            rest, key=lambda name: name in self._pages and not self._pages[name].done.done()
        )

    def take(self, notebook: NotebookNode, **settings: Any) -> ExecutionResult:
        """Execute the page that is read, as MyST-NB asks: take what came of it, if that has been started."""
        page = self._pages.get(self._app.env.docname)
        if page is None or page.asked != asked(notebook, settings):
            return single_nb_execution(notebook, **settings)
        result = page.done.result()
        notebook.clear()
        notebook.update(result.nb)  # type: ignore[no-untyped-call]
        return result


def to_execute(env: BuildEnvironment, docnames: Iterable[str]) -> Iterator[tuple[str, Page]]:
    """The pages that MyST-NB will execute when it reads them, found as it finds them.

    A page that is missed, because its own header has settings, is executed by MyST-NB when it is read.
    """
    config: NbParserConfig = env.mystnb_config  # type: ignore[attr-defined]
    if config.execution_mode != "cache" or config.execution_in_temp:
        return
    cache = get_cache(config.execution_cache_path)
    for name in docnames:
        path = Path(env.doc2path(name))
        text = path.read_text("utf-8-sig")
        reader = create_nb_reader(str(path), env.myst_config, config, text)  # type: ignore[attr-defined]
        if reader is None or any(path.match(pattern) for pattern in config.execution_excludepatterns):
            continue
        notebook = reader.read(text)
        if config.metadata_key in notebook.metadata:
            continue
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            settings = {
                "cwd": str(path.parent),
                "allow_errors": config.execution_allow_errors,
                "timeout": config.execution_timeout,
                "meta_override": True,
            }
            yield name, Page(notebook, settings)


def asked(notebook: NotebookNode, settings: dict[str, Any]) -> str:
    """All that decides what comes of a notebook; not the names of its cells, which each reading makes up."""
    cells = [[cell.cell_type, cell.source, cell.metadata] for cell in notebook.cells]
    return json.dumps([cells, notebook.metadata, settings], sort_keys=True, default=str)


def amount(notebook: NotebookNode) -> int:
    """Characters of code: the more there are, the longer a page takes, as a rule."""
    return sum(len(cell.source) for cell in notebook.cells if cell.cell_type == "code")


def in_background(tasks: Iterable[Callable[[], None]], at_once: int) -> None:
    """Run tasks in order, some at the same time, in threads that no build that is broken off waits for."""
    waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)

    def work() -> None:
        with suppress(Empty):
            while True:
                waiting.get_nowait()()

    for _ in range(min(at_once, waiting.qsize())):
        Thread(target=work, daemon=True).start()
