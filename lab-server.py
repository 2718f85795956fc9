"""What JupyterLab runs as it starts, from .venv/etc/jupyter: a saved page keeps the lines of its captions."""

from jupytext.myst import CompactDumper
from yaml import ScalarNode


def represent_text(dumper: CompactDumper, text: str) -> ScalarNode:
    """Text of several lines as a block that keeps them; any other on one line, as YAML has it."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


CompactDumper.add_representer(str, represent_text)
