from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Ended, InProcess, environment

from factcards.cli import main


@pytest.fixture
def in_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[InProcess]:
    monkeypatch.chdir(tmp_path)
    for name in ("FACTCARDS_MODEL", "FACTCARDS_FORMAT", "FACTCARDS_STRATEGY", "FACTCARDS_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", environment()["COLUMNS"])
    before = signal.getsignal(signal.SIGINT)

    def run_here(*arguments: object) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        shown = capfd.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 1, shown.out, shown.err)

    yield run_here
    signal.signal(signal.SIGINT, before)
