"""The browser that the tests of the built book drive: found if there is one, otherwise installed.

``python -m tests.browser`` makes sure that one is there; ``make test`` calls it first.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
HELP = (
    "No browser for the tests of the built book, and none could be installed. Install Chromium or Chrome "
    "(Debian: apt-get install chromium; macOS: brew install --cask chromium) or name one in CHROMIUM=/path."
)


def installed() -> str | None:
    """The path of an installed Chromium or Chrome: ``CHROMIUM`` first, then the PATH, then macOS' folders."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, COMMANDS), *MACOS]
    return next((path for path in candidates if path and Path(path).exists()), None)


def launch(playwright: Playwright) -> Browser:
    """Start the installed browser, or the one that Playwright downloaded."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=installed(), args=[*ARGUMENTS, *as_root])


def starts() -> bool:
    """Whether a browser can be started here."""
    try:
        with sync_playwright() as playwright:
            launch(playwright).close()
    except Exception as error:
        print(f"The browser does not start: {str(error).splitlines()[0]}")
        return False
    return True


def ensure() -> None:
    """Install a browser where none starts; stop with the remedy where that fails too."""
    if starts():
        return
    print("No browser found: trying Playwright's own download ...")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if starts():
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Trying Debian's package ...")
        subprocess.run(["apt-get", "update", "-q"], check=False)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"], check=False, env=quiet
        )
        if starts():
            return
    sys.exit(HELP)


if __name__ == "__main__":
    ensure()
