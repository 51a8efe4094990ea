"""Cards of fixtures: asked, recorded beside the fixture, played back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from cases import ARTICLE, GOLD
from openai_like import Play, answer, failure, openai_like

from factcards.errors import FixtureError, ModelKeyError, RecordingMissingError
from factcards.evaluation.making import Made, Making, make_cards, recordings_of
from factcards.models import ModelOptions, RecordingMode

MODEL = "openai/played"
LISTS = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")
NOTHING = json.dumps({"headline": None, **{name: [] for name in LISTS}})


def suite(folder: Path, *names: str) -> list[Path]:
    """Copies of one labelled article, each by another ferry, so that each is asked about."""
    made = []
    for name in names:
        place = folder / name
        place.mkdir(parents=True)
        (place / "article.txt").write_text(ARTICLE.replace("Solveig", name.title()), "utf-8")
        (place / "gold.yaml").write_text(yaml.safe_dump({**GOLD, "id": name}), "utf-8")
        made.append(place)
    return made


def make(
    folders: Sequence[Path],
    *plays: Play,
    mode: RecordingMode | None = "record",
    trials: int = 1,
) -> tuple[tuple[Made, ...], int]:
    """What was made while a server plays, and how many requests that took."""
    with openai_like(*plays) as server:
        options = ModelOptions(base_url=server.base_url, retry_wait=0.01)
        making = Making(model=MODEL, mode=mode, trials=trials, options=options)
        made = asyncio.run(make_cards(folders, making))
        return made, len(server.requests)


def replayed(folders: Sequence[Path], trials: int = 1) -> tuple[Made, ...]:
    return asyncio.run(make_cards(folders, Making(model=MODEL, mode="replay", trials=trials)))


def test_answers_are_recorded_beside_each_fixture_and_played_back(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid", "brenda", "clara")
    live, asked = make(folders, *(answer(NOTHING) for _ in folders))
    assert asked == 3
    for folder in folders:
        assert (folder / "recordings" / "openai-played" / "trial-1.json").is_file()
    played = replayed(folders)
    assert [made.id for made in played] == ["astrid", "brenda", "clara"]
    for one, two in zip(live, played, strict=True):
        assert one.card is not None
        assert two.card is not None
        assert one.card.coverage == two.card.coverage
        assert two.card.provenance.tokens_in == 100
        assert two.recorded_seconds is not None


def test_only_missing_answers_are_asked_for(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid", "brenda")
    make(folders[:1], answer(NOTHING))
    made, asked = make(folders, answer(NOTHING), mode="record-missing")
    assert asked == 1
    assert all(one.card is not None for one in made)


def test_what_is_recorded_needs_no_key_to_be_filled_in(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid", "brenda")
    make(folders[:1], answer(NOTHING))
    making = Making(model=MODEL, mode="record-missing")
    [made] = asyncio.run(make_cards(folders[:1], making))
    assert made.card is not None
    with pytest.raises(ModelKeyError):
        asyncio.run(make_cards(folders, making))


def test_trials_have_a_file_each(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid")
    made, asked = make(folders, *(answer(NOTHING) for _ in range(3)), trials=3)
    assert asked == 3
    assert [one.trial for one in made] == [1, 2, 3]
    assert all(recordings_of(folders[0], MODEL, trial).path.is_file() for trial in (1, 2, 3))
    assert [one.error for one in replayed(folders, trials=3)] == [None, None, None]
    fourth = replayed(folders, trials=4)[-1]
    assert isinstance(fourth.error, RecordingMissingError)


def test_one_fixture_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid", "brenda")
    plays = (failure(400, "No such parameter."), answer(NOTHING))
    made, _ = make(folders, *plays)
    assert sorted(one.card is None for one in made) == [False, True]
    assert [type(one.error) for one in replayed(folders)].count(RecordingMissingError) == 1


def test_a_key_that_is_refused_stops_everything_at_once(tmp_path: Path) -> None:
    folders = suite(tmp_path, *(f"ferry-{letter}" for letter in "abcdefghijkl"))
    with openai_like(*(failure(401) for _ in folders)) as server:
        options = ModelOptions(base_url=server.base_url)
        making = Making(model=MODEL, mode="record", concurrency=1, options=options)
        with pytest.raises(ModelKeyError):
            asyncio.run(make_cards(folders, making))
        assert len(server.requests) == 1


def test_a_fixture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid", "brenda")
    (folders[1] / "article.txt").unlink()
    with pytest.raises(FixtureError, match="brenda has no article files"):
        replayed(folders)


def test_without_a_mode_nothing_is_written(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid")
    made, asked = make(folders, answer(NOTHING), mode=None)
    assert asked == 1
    assert made[0].card is not None
    assert not (folders[0] / "recordings").exists()


def test_code_alone_needs_no_model() -> None:
    assert Making(model="rules").at_once == Making(model=MODEL, mode="replay").at_once == 1
    assert replace(Making(model=MODEL), concurrency=7).at_once == 7


@pytest.mark.local_model
def test_the_embedded_model_is_not_needed_for_what_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = suite(tmp_path, "astrid", "brenda")
    making = Making(model="local/qwen2.5-coder-0.5b", mode="record")
    live = asyncio.run(make_cards(folders, making))
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path / "empty"))
    filled = asyncio.run(make_cards(folders, replace(making, mode="record-missing")))
    for one, two in zip(live, filled, strict=True):
        assert one.card is not None
        assert two.card is not None
        assert [i.id for i in one.card.items()] == [i.id for i in two.card.items()]
