"""Extraction in a process of its own: a stranger's page may take any time or memory, or bring it down."""

from __future__ import annotations

import json
import subprocess
import sys

from borderclash.entering.extracting import NO_TEXT, Extract, extract
from borderclash.entering.pages import Page
from borderclash.problems import UsageError

MAX_SECONDS = 60
MAX_MEMORY = 2 * 2**30
# In the process itself, so that nothing of it is left to whoever started it. Not every system has such limits.
_LIMITED = f"""
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MAX_MEMORY}, {MAX_MEMORY}))
except Exception:
    pass
from borderclash.entering.extracting import main
main()
"""


def extract_apart(page: Page) -> Extract:
    """Return the text of a page as `extracting.extract` does; also raises `UsageError` where it takes too much."""
    if page.kind not in ("HTML", "PDF"):
        return extract(page)
    head = json.dumps({"name": page.name, "type": page.type, "charset": page.charset}).encode()
    # -P: a file of the current folder is no module, whatever its name.
    command = [sys.executable, "-P", "-c", _LIMITED]
    try:
        ran = subprocess.run(command, input=head + b"\n" + page.content, capture_output=True, timeout=MAX_SECONDS)
        answer = json.loads(ran.stdout)
    except subprocess.TimeoutExpired:
        raise UsageError(f"{page.name} takes longer than {MAX_SECONDS} seconds to extract", NO_TEXT) from None
    except (OSError, ValueError):
        raise UsageError(f"the text of {page.name} cannot be extracted", NO_TEXT) from None
    if "error" in answer:
        raise UsageError(*answer["error"])
    return Extract(answer["text"], answer["found"])
