"""What is kept out can't be imported for a while, and can be afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from transform.kept_out import SLOW_GRAMMARS, kept_out


def test_a_module_is_kept_out_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "optional_part.py").write_text("", encoding="ascii")
    monkeypatch.syspath_prepend(tmp_path)
    with kept_out("optional_part"), pytest.raises(ModuleNotFoundError):
        import optional_part
    import optional_part

    with kept_out("optional_part"):
        import optional_part as again
    assert again is optional_part
    del sys.modules["optional_part"]


@pytest.mark.parametrize(
    "imported",
    [
        "from checks.suites import import_great_expectations as imported",
        "from pipeline.report.charts import import_altair as imported",
    ],
)
def test_checks_and_charts_do_without_the_slow_grammars(imported: str, tmp_path: Path) -> None:
    (tmp_path / f"{SLOW_GRAMMARS}.py").write_text("raise SystemExit(7)\n", encoding="ascii")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {imported}; imported()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
