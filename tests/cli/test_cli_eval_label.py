from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from command_line import ROOT, InProcess

from factcards.evaluation.fixtures import load_fixture
from factcards.evaluation.labels_file import read_yaml

SAMPLE = ROOT / "examples" / "night-ferry.txt"
TOLD = """\
Council votes to close the Elm Street pool

BRENNICK, 4 March 2025 — The council of Brennick voted on Tuesday to close the Elm Street pool \
from May. Nine members were for it and six against. Mayor Ana Holt said the roof would cost \
£1.8 million to mend, and that nobody had offered to pay.

The pool was opened in 1962 and has 40,000 visitors a year, according to the town's own count.

An earlier version of this article said the roof would cost £18 million. It also named \
the mayor as Anna Hold.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "pool.txt"
    path.write_text(TOLD, encoding="utf-8")
    return path


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def drafted(in_process: InProcess, tmp_path: Path) -> Path:
    ended = in_process(
        "eval", "label", SAMPLE, "--genre", "disaster", "--suite", tmp_path / "s", "--id", "ferry"
    )
    assert ended.code == 0, ended.err
    return tmp_path / "s" / "ferry"


def test_a_drafted_fixture_loads_and_is_a_draft(in_process: InProcess, tmp_path: Path) -> None:
    fixture = load_fixture(drafted(in_process, tmp_path))

    assert (fixture.gold.status, fixture.gold.origin) == ("draft", "drafted")
    assert "Ines Varga" in {who.name for who in fixture.gold.who}
    assert {figure.value for figure in fixture.gold.figures} >= {212, 9}
    assert fixture.gold.boilerplate


def test_blind_labels_are_empty(in_process: InProcess, tmp_path: Path) -> None:
    suite = tmp_path / "s"
    ended = in_process(
        "eval", "label", SAMPLE, "--genre", "disaster", "--suite", suite, "--id", "ferry", "--blind"
    )

    gold = load_fixture(suite / "ferry").gold
    assert ended.code == 0
    assert gold.origin == "blind"
    assert (gold.headline, gold.who, gold.figures) == (None, (), ())


def test_a_fixture_that_is_there_is_not_written_over(in_process: InProcess, tmp_path: Path) -> None:
    folder = drafted(in_process, tmp_path)
    before = (folder / "gold.yaml").read_bytes()

    ended = in_process(
        "eval", "label", SAMPLE, "--genre", "disaster", "--suite", folder.parent, "--id", "ferry"
    )

    assert ended.code == 2
    assert "--id" in ended.err
    assert (folder / "gold.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "mend"), [("--genre", "gossip", "court"), ("--split", "both", "dev, test")]
)
def test_what_labels_do_not_know_is_refused(
    in_process: InProcess, tmp_path: Path, option: str, value: str, mend: str
) -> None:
    options = {"--genre": "court", "--split": "dev", "--suite": str(tmp_path / "s")} | {
        option: value
    }

    ended = in_process("eval", "label", SAMPLE, *[x for pair in options.items() for x in pair])

    assert ended.code == 2
    assert mend in ended.err


def test_a_name_that_leads_out_of_the_suite_is_refused(
    in_process: InProcess, tmp_path: Path
) -> None:
    ended = in_process(
        "eval", "label", SAMPLE, "--genre", "court", "--suite", tmp_path / "s", "--id", "../out"
    )

    assert ended.code == 2
    assert not (tmp_path / "out").exists()


def test_a_correction_forbids_what_it_takes_back(
    in_process: InProcess, tmp_path: Path, article: Path
) -> None:
    suite = tmp_path / "s"

    ended = in_process("eval", "correction", article, "--suite", suite, "--id", "pool")

    gold = load_fixture(suite / "pool").gold
    assert ended.code == 0, ended.err
    assert [f.told for f in gold.forbidden if f.value is not None] == ["18000000 GBP"]
    assert [f.name for f in gold.forbidden if f.name] == ["Anna Hold"]
    assert gold.genre == "correction"


def test_a_correction_published_elsewhere_is_given_as_a_note(
    in_process: InProcess, tmp_path: Path, article: Path
) -> None:
    article.write_text(TOLD.split("An earlier version")[0], encoding="utf-8")
    suite = tmp_path / "s"

    ended = in_process(
        "eval", "correction", article, "--suite", suite, "--id", "pool",
        "--note", "The pool has 40,000 visitors a year, not 400,000 as we said.",
    )  # fmt: skip

    assert ended.code == 0, ended.err
    forbidden = load_fixture(suite / "pool").gold.forbidden
    assert [f.value for f in forbidden] == [400000]


def test_an_article_without_a_correction_asks_for_its_words(
    in_process: InProcess, tmp_path: Path
) -> None:
    ended = in_process("eval", "correction", SAMPLE, "--suite", tmp_path / "s")

    assert ended.code == 2
    assert "--note" in ended.err


def test_a_review_keeps_an_edit_at_once(
    in_process: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(in_process, tmp_path)
    typed(monkeypatch, "role=the captain", "aliases=Varga; the captain", "q")

    ended = in_process("eval", "review", folder, "--field", "who", "--by", "R. Lund")

    first = read_yaml(folder / "gold.yaml")["who"][0]
    assert ended.code == 0, ended.err
    assert first["role"] == "the captain"
    assert first["aliases"] == ["Varga", "the captain"]
    assert f"[[{first['quote']}]]" in ended.out


def test_a_review_refuses_what_would_not_load_and_asks_again(
    in_process: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(in_process, tmp_path)
    before = (folder / "gold.yaml").read_text(encoding="utf-8")
    typed(monkeypatch, "quote=words that nobody wrote", "kind=robot", "colour=red", "q")

    ended = in_process("eval", "review", folder, "--field", "who")

    assert (folder / "gold.yaml").read_text(encoding="utf-8") == before
    assert "does not stand in the article" in ended.err
    assert "kind" in ended.err
    assert "have no “colour”" in ended.err


def test_a_review_drops_and_adds_labels(
    in_process: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(in_process, tmp_path)
    names = [item["name"] for item in read_yaml(folder / "gold.yaml")["where"]]
    new = ("Old Sow", "scene", "", "", "", "core", "a reef known as the Old Sow", "", "")
    typed(monkeypatch, "d", "n", *new, "q")

    ended = in_process("eval", "review", folder, "--field", "where")

    now = read_yaml(folder / "gold.yaml")["where"]
    assert ended.code == 0
    assert [item["name"] for item in now] == [*names[1:], "Old Sow"]
    assert now[-1]["quote"] == "a reef known as the Old Sow"


def test_a_question_mark_is_not_accepted(
    in_process: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(in_process, tmp_path)
    typed(monkeypatch, "counts=?", "", "q")

    ended = in_process("eval", "review", folder, "--field", "figures")

    assert "figures[0] is not finished" in ended.err


def test_a_review_that_stops_does_not_set_the_status(
    in_process: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(in_process, tmp_path)
    typed(monkeypatch, "", "q")

    ended = in_process("eval", "review", folder, "--adjudicated")

    assert ended.code == 1
    assert read_yaml(folder / "gold.yaml")["status"] == "draft"


def test_a_whole_review_sets_the_status_and_who_did_it(
    in_process: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(in_process, tmp_path)
    raw = read_yaml(folder / "gold.yaml")
    labels = (folder / "gold.yaml").read_text(encoding="utf-8").replace("'?'", "ferry")
    (folder / "gold.yaml").write_text(labels, encoding="utf-8")
    fields = ("who", "what", "where", "when", "figures", "quotes", "sources", "forbidden")
    count = 1 + len(raw["summary"]) + sum(max(1, len(raw[field])) for field in fields)
    typed(monkeypatch, *[""] * count)

    ended = in_process("eval", "review", folder, "--by", "R. Lund", "--adjudicated")

    after = read_yaml(folder / "gold.yaml")
    assert ended.code == 0, ended.err
    assert after["status"] == "adjudicated"
    assert after["labelled_by"].endswith("gone over by R. Lund")
    assert "# Drafted from a card." in (folder / "gold.yaml").read_text(encoding="utf-8")
