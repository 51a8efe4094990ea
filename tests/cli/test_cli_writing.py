from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcards.cli.writing import check_target, write_whole
from factcards.errors import FactCardsError, UsageError


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "card.json", "{}\n")
    assert (tmp_path / "card.json").read_text() == "{}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["card.json"]


def test_a_new_file_can_be_read_by_whom_the_umask_allows(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_whole(tmp_path / "card.json", "{}")
    finally:
        os.umask(old)
    assert (tmp_path / "card.json").stat().st_mode & 0o777 == 0o640


def test_a_file_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text("old")
    path.chmod(0o600)
    write_whole(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_whole(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "card.json"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FactCardsError, match="No space left on device; nothing was written") as no:
        write_whole(path, "new")
    assert no.value.exit_code == 3
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["card.json"]


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "card")
    assert os.read(reader, 100) == b"card"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_directory_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a directory"):
        check_target(tmp_path)


def test_a_folder_that_is_not_there_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no directory"):
        check_target(tmp_path / "none" / "card.json")
