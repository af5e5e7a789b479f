"""The published page as a PDF, printed by the operator's own Chromium or Chrome, where there is one.

It is made from the published page alone, after that has passed the export scanner, with nothing asked of the
network. The scanner can't read a PDF, so it lies outside the publication: what is published stays what was
looked through, and the PDF holds nothing that the page does not.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from extract.portal.browser_program import browser_flags, find_browser
from pipeline.run import RunError

PATIENCE_SECONDS = 120
QUIETLY = (
    "--headless",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def print_page(page: Path, pdf: Path) -> bool:
    """Write ``pdf`` from ``page``; whether there was a browser to do it.

    Raises ``RunError`` when there is one and it does not print. An earlier PDF is then left as it was.
    """
    program = find_browser()
    if program is None:
        return False
    pdf.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=pdf.parent, prefix=".printing-") as folder:
        unfinished = Path(folder) / pdf.name
        own = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={unfinished}")
        fault = _fault([str(program), *browser_flags(), *QUIETLY, *own, page.resolve().as_uri()])
        if not unfinished.is_file():
            raise RunError(
                f"{program} did not print {page}: {fault}; the page itself is there: print it by hand."
            )
        unfinished.replace(pdf)
    return True


def _fault(command: list[str]) -> str:
    """Run it; what it said last, should there be no file after it."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"nothing after {PATIENCE_SECONDS} seconds"
    except OSError as error:
        return str(error)
    return (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
