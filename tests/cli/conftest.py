from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Ended, InProcess, environment

from factcards.cli import main


@pytest.fixture
def in_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> InProcess:
    monkeypatch.chdir(tmp_path)
    for name in ("FACTCARDS_MODEL", "FACTCARDS_FORMAT", "FACTCARDS_STRATEGY", "FACTCARDS_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", environment()["COLUMNS"])

    def run_here(*arguments: object) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        shown = capfd.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 1, shown.out, shown.err)

    return run_here
