"""A page whose cells come from the execution cache is as whole as one whose cells have just run.

On a cache hit MyST-NB merges the outputs into a copy of the notebook and then writes the notebook without
them to ``_build/jupyter_execute``, which the manifest and the tables beside the pages are made from. Here the
outputs are merged into the notebook that MyST-NB writes.
"""

from jupyter_cache.cache.main import JupyterCacheBase
from nbformat import NotebookNode
from sphinx.application import Sphinx

_merge_into_copy = JupyterCacheBase.merge_match_into_notebook


def connect(app: Sphinx) -> None:
    """Let every reading of the execution cache of this process fill the notebook that was asked for."""
    JupyterCacheBase.merge_match_into_notebook = merge_match_into_notebook


def merge_match_into_notebook(cache: JupyterCacheBase, notebook: NotebookNode) -> tuple[int, NotebookNode]:
    """Fill a notebook with the outputs of its match in the cache.

    Args:
        cache: the execution cache.
        notebook: the notebook as read from the page; changed in place.

    Returns:
        The key of the match, and ``notebook`` itself.

    Raises:
        KeyError: the cache has no match.
    """
    key, merged = _merge_into_copy(cache, notebook)
    notebook.clear()
    notebook.update(merged)  # type: ignore[no-untyped-call]
    return key, notebook
