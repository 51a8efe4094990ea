"""`factcards eval review`: an annotator walked through the labels of one article."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcards.cli.console import complain, note, result, screen
from factcards.cli.writing import write_whole
from factcards.errors import FactCardsError, UsageError

if TYPE_CHECKING:
    from factcards.card import Span
    from factcards.evaluation.labelling import LabelsFile, ReviewItem

CHOICES = "Enter accept · key=value edit · d drop · n new · s skip the field · q stop · ? help"
HELP = """\
Enter        the label is right
key=value    set a key of the label; nothing behind the = takes it away; lists with ; between
d            drop the label
n            add a label to this field
s            go on with the next field
q            stop; what was decided is kept
"""


def review(
    fixture: Annotated[Path, typer.Argument(metavar="FIXTURE", help="Folder of one fixture.")],
    field: Annotated[
        list[str] | None,
        typer.Option(help="Only this field, such as figures; may be repeated."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Who goes over the labels; kept in labelled_by.")
    ] = None,
    adjudicated: Annotated[
        bool,
        typer.Option(
            "--adjudicated",
            help="At the end set the status: labelled twice apart, each difference settled.",
        ),
    ] = False,
) -> int:
    """Go over the labels of an article one by one, each against its sentences.

    Every decision is kept at once; comments and order of the file stay as they are.
    """
    # Imported late: help needs none of it.
    from factcards.evaluation.fixtures import GOLD_FILE
    from factcards.evaluation.labelling.review import REVIEWED_FIELDS

    if not (fixture / GOLD_FILE).is_file():
        raise UsageError(
            f"{fixture} has no {GOLD_FILE}", hint="name the folder of one fixture; see eval label"
        )
    walk = _Walk(fixture)
    fields = [f for f in REVIEWED_FIELDS if not field or f in field]
    walk.check_fields(field or [])
    decided = [walk.field(name) for name in fields]
    whole = all(decided) and not field
    return walk.end(whole=whole, by=by, adjudicated=adjudicated)


class _Stopped(Exception):  # noqa: N818 - the annotator's wish is no error
    """No more decisions are to come."""


@dataclass
class _Walk:
    """Goes over the labels of one folder; every decision is written before the next question."""

    folder: Path
    decided: int = 0
    stopped: bool = False

    @property
    def _path(self) -> Path:
        from factcards.evaluation.fixtures import GOLD_FILE

        return self.folder / GOLD_FILE

    def _file(self) -> LabelsFile:
        from factcards.evaluation.labelling import LabelsFile

        return LabelsFile(self._path.read_text(encoding="utf-8"))

    def _raw(self) -> dict[str, Any]:
        from factcards.evaluation.labels_file import read_yaml

        return read_yaml(self._path)

    def check_fields(self, fields: list[str]) -> None:
        """Nothing, where labels have all of `fields` and load; raises otherwise."""
        self._items(fields)

    def _items(self, fields: list[str]) -> tuple[ReviewItem, ...]:
        from factcards.evaluation.fixtures import load_fixture
        from factcards.evaluation.labelling import review_items

        return review_items(load_fixture(self.folder), self._raw(), fields)

    def field(self, name: str) -> bool:
        """Whether each label of the field `name` was decided on."""
        if self.stopped:
            return False
        place = 0
        try:
            if not self._items([name]):
                result(f"\n{name}: no labels\n")
                return self._nothing_there(name)
            while place < len(items := self._items([name])):
                step = self._decide(items[place], f"{place + 1} of {len(items)}")
                if step is None:
                    return False
                place += step
        except _Stopped:
            self.stopped = True
            return False
        return True

    def _nothing_there(self, name: str) -> bool:
        typed = _ask("Enter nothing is missing · n new · q stop")
        if typed == "n" and self._add(name):
            return self.field(name)
        return True

    def _decide(self, item: ReviewItem, count: str) -> int | None:
        """How far to go on in the list; None to leave the field."""
        result(_picture(item, count))
        typed = _ask(CHOICES)
        if typed == "s":
            return None
        if typed == "?":
            result(HELP)
            return 0
        if typed == "":
            if item.open_keys:
                complain(f"{item.place} is not finished", hint=f"{item.open_keys[0]}=…")
                return 0
            self.decided += 1
            return 1
        if typed == "d":
            return self._drop(item)
        if typed == "n":
            self._add(item.field)
            return 0
        if "=" in typed:
            self._edit(item, *typed.split("=", 1))
            return 0
        complain(f"“{typed[:40]}” is none of the choices", hint=CHOICES)
        return 0

    def _drop(self, item: ReviewItem) -> int:
        file = self._file()
        if item.number is None:
            changed = file.nulled(item.field)
        else:
            changed = file.without_item(item.field, item.number)
        if self._write(changed):
            self.decided += 1
        return 0

    def _edit(self, item: ReviewItem, key: str, typed: str) -> None:
        from factcards.evaluation.labelling.review import value_typed

        key = key.strip()
        try:
            value = value_typed(item.field, key, typed)
            changed = self._file().with_value(item.field, item.number, key, value)
        except FactCardsError as error:
            complain(error.message, hint=error.hint)
            return
        self._write(changed)

    def _add(self, field: str) -> bool:
        """Whether a new label was added: asks for each of its keys."""
        from factcards.evaluation.labelling.review import keys_of, value_typed

        result(f"A new label of {field}. Enter leaves a key out.\n")
        item: dict[str, Any] = {}
        for key in keys_of(field):
            value = value_typed(field, key, _ask(key))
            if value is not None:
                item[key] = value
        return bool(item) and self._write(self._file().with_item(field, item))

    def _write(self, changed: LabelsFile) -> bool:
        """Whether the change was kept: labels that do not load are told and taken back."""
        from factcards.evaluation.fixtures import load_fixture

        before = self._path.read_text(encoding="utf-8")
        write_whole(self._path, changed.text)
        try:
            load_fixture(self.folder)
        except FactCardsError as error:
            write_whole(self._path, before)
            complain(f"not kept: {error.message}", hint=error.hint)
            return False
        return True

    def end(self, *, whole: bool, by: str | None, adjudicated: bool) -> int:
        """The exit code; records who went over the labels, and their status."""
        from factcards.evaluation.labelling.review import unfinished

        raw = self._raw()
        file = self._file()
        known = str(raw.get("labelled_by", ""))
        if by and self.decided and by not in known:
            file = file.with_value("", None, "labelled_by", f"{known}; gone over by {by}")
        left = unfinished(raw)
        if adjudicated and (left or not whole):
            why = f"{left[0]} is open" if left else "not every label was decided on"
            self._write(file)
            complain(f"the status stays {raw.get('status')}: {why}", hint="go over it again")
            return 1
        if adjudicated:
            file = file.with_value("", None, "status", "adjudicated")
        if file.text != self._file().text:
            self._write(file)
        note(f"{self.decided} decided. Next: factcards eval run {self.folder} --drafts")
        return 0


def _ask(prompt: str) -> str:
    result(f"{prompt}\n> ")
    line = sys.stdin.readline()
    if not line or line.strip() == "q":
        raise _Stopped
    return line.strip()


def _picture(item: ReviewItem, count: str) -> str:
    """A label on the screen: its sentences with the quote marked, and its keys."""
    from factcards.rendering.clean import clean

    lines = [f"\n{item.place} ({count})"]
    for text, span in item.passages:
        lines.append(f"  {_marked(text, span)}")
    if not item.passages and "quote" in item.values:
        lines.append("  (the page's reader left these words out)")
    for key, value in item.values.items():
        if key in ("quote", "also"):
            continue
        parts = value if isinstance(value, list) else [value]
        shown = "; ".join("null" if part is None else str(part) for part in parts)
        lines.append(f"    {key}: {clean(shown)}")
    return "\n".join(lines) + "\n"


def _marked(text: str, span: Span) -> str:
    from factcards.rendering.clean import clean

    before, words, after = text[: span.start], span.of(text), text[span.end :]
    start, end = ("\x1b[7m", "\x1b[0m") if screen().color else ("[[", "]]")
    return f"{clean(before)}{start}{clean(words)}{end}{clean(after)}"
