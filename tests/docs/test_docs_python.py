"""The Python of the documentation runs, and prints what the page says it prints."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import factcards
from factcards import errors

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "night-ferry.txt"
_BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> list[tuple[str, str]]:
    """Each block of Python with what it should print."""
    return _BLOCK.findall((ROOT / page).read_text("utf-8"))


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_every_example_prints_what_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "example"}
    found = blocks(page)
    assert found
    for code, expected in found:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page, "exec"), names)
        assert printed.getvalue() == expected, code


def test_every_public_name_is_there_and_typed() -> None:
    assert len(factcards.__all__) <= 16
    for name in factcards.__all__:
        assert getattr(factcards, name) is not None
    assert (Path(factcards.__file__).parent / "py.typed").is_file()
    assert dir(factcards) == sorted(factcards.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'make_cards'"):
        _ = factcards.make_cards


def test_the_example_of_the_package_itself_holds() -> None:
    assert doctest.testmod(factcards).failed == 0


def test_every_error_is_in_the_table_with_its_exit_code() -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    for name, error in vars(errors).items():
        known = isinstance(error, type) and issubclass(error, errors.FactCardsError)
        if known and name not in ("FactCardsError", "ModelError"):
            [row] = [
                line for line in page.splitlines() if line.startswith("|") and f"`{name}`" in line
            ]
            assert row.rstrip(" |").endswith(str(error.exit_code))
            assert ("(retryable)" in row) == error.retryable
