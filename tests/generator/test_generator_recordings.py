"""Cards made out of recordings: the same card, without the model."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openai_like import answer, openai_like
from quarry import QUARRY, as_text, good_answer, options

from factcards import FactCard, GeneratorOptions, make_card
from factcards.drafting import prompts
from factcards.errors import RecordingMissingError
from factcards.models import ModelOptions, RecordingMode, Recordings

LOCAL = "local/qwen2.5-coder-0.5b"


def facts(card: FactCard) -> dict[str, Any]:
    """The card but for when it was made and how long that took."""
    told = card.model_dump(mode="json")
    for name in ("seconds", "generated_at"):
        del told["provenance"][name]
    return told


def recorded(folder: Path) -> FactCard:
    with openai_like(answer(as_text(good_answer()), tokens=(900, 700))) as server:
        made = options(server, recordings=Recordings(folder=folder, mode="record"))
        return make_card(QUARRY, options=made)


def played(folder: Path, **changes: Any) -> FactCard:
    options = GeneratorOptions(
        model="openai/played",
        strategy="whole",
        model_options=ModelOptions(recordings=Recordings(folder=folder)),
    )
    return make_card(QUARRY, options=replace(options, **changes))


def test_a_card_is_the_same_when_the_server_is_gone(tmp_path: Path) -> None:
    live = recorded(tmp_path)
    again = played(tmp_path)
    assert facts(again) == facts(live)
    assert len(again.items()) > 10
    assert (again.provenance.tokens_in, again.provenance.tokens_out) == (900, 700)


def test_a_changed_prompt_is_a_missing_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path)
    known = prompts.load_prompt("whole")
    told = {**known.sections, "system": known.sections["system"] + "\nBe brief."}
    changed = replace(known, sections=told)
    monkeypatch.setattr("factcards.drafting.whole.load_prompt", lambda name: changed)
    with pytest.raises(RecordingMissingError) as missing:
        played(tmp_path)
    assert missing.value.exit_code == 3
    assert "--missing" in missing.value.message


def test_a_changed_article_is_a_missing_recording(tmp_path: Path) -> None:
    recorded(tmp_path)
    with pytest.raises(RecordingMissingError, match="openai/played"):
        played(tmp_path, published="2024-06-06")


def test_a_file_of_one_article_is_small_and_holds_nothing_of_the_machine(tmp_path: Path) -> None:
    recorded(tmp_path)
    text = (tmp_path / "trial-1.json").read_text("utf-8")
    assert len(text) < 3 * len(as_text(good_answer()))
    assert "127.0.0.1" not in text
    assert str(Path.home()) not in text


WITHOUT_RUNTIME = """
import importlib.abc, json, sys
from pathlib import Path

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "xllamacpp":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
from factcards import GeneratorOptions, make_card
from factcards.models import ModelOptions, Recordings

card = make_card(
    Path(sys.argv[1]),
    options=GeneratorOptions(
        model=sys.argv[2],
        model_options=ModelOptions(recordings=Recordings(folder=Path(sys.argv[3]))),
    ),
)
assert "xllamacpp" not in sys.modules
print(json.dumps(card.model_dump(mode="json")))
"""


def local_card(article: Path, folder: Path, mode: RecordingMode) -> FactCard:
    recordings = Recordings(folder=folder, mode=mode)
    return make_card(
        article,
        options=GeneratorOptions(model=LOCAL, model_options=ModelOptions(recordings=recordings)),
    )


@pytest.mark.local_model
def test_the_embedded_model_is_played_back_without_runtime_weights_or_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(QUARRY.read_text("utf-8"), "utf-8")
    live = local_card(article, tmp_path / "recordings", "record")
    calls = json.loads((tmp_path / "recordings" / "trial-1.json").read_text("utf-8"))["calls"]
    assert len(calls) > 3
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_RUNTIME, article, LOCAL, tmp_path / "recordings"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"FACTCARDS_CACHE": str(tmp_path / "no weights here"), "PATH": "/usr/bin"},
    )
    assert done.stderr == ""
    again = FactCard.model_validate_json(done.stdout)
    assert facts(again) == facts(live)
    assert again.provenance.cost == 0
    assert again.provenance.tokens_out == live.provenance.tokens_out > 0


@pytest.mark.local_model
def test_the_embedded_models_answers_do_not_depend_on_where_its_weights_lie(
    tmp_path: Path,
) -> None:
    from factcards.models.weights import weights_path

    linked = tmp_path / "elsewhere" / "qwen2.5-coder-0.5b.gguf"
    linked.parent.mkdir()
    linked.symlink_to(weights_path("qwen2.5-coder-0.5b"))
    article = tmp_path / "note.txt"
    article.write_text("Orla Fenn, who runs the ferry, met Hallbrook on Monday in Tarn.", "utf-8")
    one = local_card(article, tmp_path / "one", "record")
    options = ModelOptions(recordings=Recordings(folder=tmp_path / "other", mode="record"))
    other = make_card(
        article, options=GeneratorOptions(model=f"local/{linked}", model_options=options)
    )
    assert len(other.items()) == len(one.items())
    keys = [
        [
            call["key"]
            for call in json.loads((tmp_path / name / "trial-1.json").read_text())["calls"]
        ]
        for name in ("one", "other")
    ]
    assert keys[0]
    assert set(keys[0]) <= set(keys[1])
    assert str(tmp_path) not in (tmp_path / "other" / "trial-1.json").read_text("utf-8")
