"""Altair is imported without what it never uses: most of the time that the first cell of a page took.

Altair checks charts with jsonschema, which, where it can, builds at its import a grammar of internationalized
addresses and a table of languages for durations. No chart has an address or a duration to be checked.
"""

import sys

UNUSED = {"rfc3987_syntax", "isoduration"} - sys.modules.keys()

# None: as if it were not installed, which jsonschema allows for
sys.modules.update(dict.fromkeys(UNUSED))  # type: ignore[arg-type]
import altair  # noqa: E402, F401

for name in UNUSED:
    del sys.modules[name]
