"""`action.yml`: its steps run here as the runner would run them, all but GitHub itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from cases import write_fixture

from factcards.cli import main

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = {step["name"]: step["run"] for step in STEPS if "run" in step}
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$*" in *--paginate*) printf "$THERE";; esac
exit "${GH_CODE:-0}"
"""
"""Stands in for GitHub's program: keeps what it was asked for, and lists what is there."""


@dataclass(frozen=True)
class Ended:
    code: int
    err: str
    outputs: dict[str, str]
    summary: str


def step(name: str, folder: Path, given: dict[str, str], **more: str) -> Ended:
    """The step `name`, with the inputs `given` and the usual ones for the rest."""
    chosen = next(step for step in STEPS if step.get("name") == name)
    known = {f"inputs.{key}": str(it["default"]) for key, it in ACTION["inputs"].items()}
    known |= {f"inputs.{key}": value for key, value in given.items()}
    known |= {"github.repository": "o/r", "github.event.pull_request.number": "7"}
    programs = str(Path(sys.executable).parent)
    output, summary = folder / "outputs.txt", folder / "summary.md"
    output.touch()
    summary.touch()
    env = {
        **os.environ,
        **{
            key: EXPRESSION.sub(lambda found: known.get(found[1], ""), str(value))
            for key, value in chosen.get("env", {}).items()
        },
        "PATH": os.pathsep.join((str(folder), programs, os.environ["PATH"])),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        **more,
    }
    script = folder / "step.sh"
    script.write_text(chosen["run"], encoding="utf-8")
    # As the runner calls what says `shell: bash`.
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    ended = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    lines = output.read_text("utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return Ended(ended.returncode, ended.stderr, outputs, summary.read_text("utf-8"))


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    write_fixture(tmp_path / "suite")
    return tmp_path / "suite"


def test_no_input_is_pasted_into_a_script() -> None:
    assert SCRIPTS
    assert [name for name, script in SCRIPTS.items() if EXPRESSION.search(script)] == []


def test_the_token_goes_to_one_step_and_is_not_shown() -> None:
    holders = [it["name"] for it in STEPS if "inputs.token" in str(it.get("env", {}))]
    assert holders == ["Comment"]
    assert not any("GH_TOKEN" in script or "set -x" in script for script in SCRIPTS.values())


def test_every_input_that_is_used_is_declared_and_every_declared_one_used() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"])))
    assert used == set(ACTION["inputs"])


def test_every_command_is_there_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    script = SCRIPTS["Evaluate"]
    commands = set(re.findall(r"factcards eval (\w+)", script))
    assert commands == {"run", "regate", "report"}
    helps = {}
    for command in commands:
        with pytest.raises(SystemExit):
            main(["eval", command, "--help"])
        helps[command] = capsys.readouterr().out
    wanted = {
        "run": set(
            re.findall(r"(?<![\w-])--[a-z]+", "\n".join(re.findall(r"run\+?=\((.*)\)", script)))
        ),
        "regate": {"--format", "--quiet", "--base", "--gates"},
        "report": {"--output", "--quiet", "--gates"},
    }
    assert wanted["run"] >= {"--model", "--output", "--split", "--replay", "--drafts", "--base"}
    for command, options in wanted.items():
        assert {option for option in options if option not in helps[command]} == set()


def test_the_example_names_only_inputs_that_there_are() -> None:
    text = (ROOT / "examples" / "evaluate-cards.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    uses = [it for job in jobs.values() for it in job["steps"] if "with" in it]
    assert uses
    for one in uses:
        assert set(one["with"]) <= set(ACTION["inputs"])
    assert len({one["with"].get("artifact") for one in uses}) == len(uses)


def test_a_run_leaves_every_report_and_a_summary(tmp_path: Path, suite: Path) -> None:
    ended = step("Evaluate", tmp_path, {"suite": str(suite)})
    assert (ended.code, ended.outputs) == (0, {"code": "0"}), ended.err
    folder = tmp_path / "factcards-eval"
    files = {path.name for path in folder.iterdir() if path.stat().st_size}
    assert files == {"run.json", "report.md", "junit.xml", "report.html"}
    assert ended.summary == (folder / "report.md").read_text("utf-8")
    assert "## Evaluation" in ended.summary


def test_a_failed_gate_is_reported_first_and_fails_the_last_step(
    tmp_path: Path, suite: Path
) -> None:
    gates = tmp_path / "gates.toml"
    gates.write_text('[[floors]]\nmodel = "rules"\nf1 = { who = 100.5 }\n', encoding="utf-8")
    ended = step("Evaluate", tmp_path, {"suite": str(suite), "gates": str(gates)})
    assert (ended.code, ended.outputs["code"]) == (0, "1")
    assert "gates failed" in ended.summary
    assert (tmp_path / "factcards-eval" / "report.html").is_file()
    assert step("Hold to the gates", tmp_path, {}, CODE="1").code == 1


def test_fixtures_at_fault_are_told_in_the_summary(tmp_path: Path) -> None:
    ended = step("Evaluate", tmp_path, {"suite": "nowhere"})
    assert (ended.code, ended.outputs["code"]) == (0, "2")
    assert "there is no folder nowhere" in ended.summary


def test_words_of_an_input_are_no_code(tmp_path: Path, suite: Path) -> None:
    wicked = '$(touch stolen)`touch stolen`"; touch stolen; #'
    ended = step("Evaluate", tmp_path, {"suite": wicked, "model": wicked, "split": wicked})
    assert (ended.code, ended.outputs["code"]) == (0, "2")
    step("Comment", tmp_path, {"model": wicked}, **github(tmp_path))
    assert not (tmp_path / "stolen").exists()


def github(folder: Path, there: str = "", code: int = 0) -> dict[str, str]:
    """The environment of a stand-in for GitHub's program, which finds `there`."""
    program = folder / "gh"
    program.write_text(GH, encoding="utf-8")
    program.chmod(0o755)
    (folder / "factcards-eval").mkdir(exist_ok=True)
    (folder / "factcards-eval" / "report.md").write_text("## Evaluation\n", encoding="utf-8")
    return {"CALLS": str(folder / "calls.txt"), "THERE": there, "GH_CODE": str(code)}


@pytest.mark.parametrize(
    ("there", "sent"),
    [
        ("", "--method POST repos/o/r/issues/7/comments "),
        ("3\\tThanks!\\n", "--method POST repos/o/r/issues/7/comments "),
        (
            "3\\tThanks!\\n5\\t<!-- factcards eval rules -->\\n",
            "--method PATCH repos/o/r/issues/comments/5 ",
        ),
        ("5\\t<!-- factcards eval openai/x -->\\n", "--method POST repos/o/r/issues/7/comments "),
    ],
)
def test_one_comment_for_each_model_is_kept_up_to_date(
    tmp_path: Path, there: str, sent: str
) -> None:
    ended = step("Comment", tmp_path, {}, **github(tmp_path, there))
    assert ended.code == 0, ended.err
    calls = (tmp_path / "calls.txt").read_text("utf-8").splitlines()
    assert sent in calls[1]
    comment = (tmp_path / "factcards-eval" / "comment.md").read_text("utf-8")
    assert comment == "<!-- factcards eval rules -->\n## Evaluation\n"


def test_a_comment_that_may_not_be_written_fails_nothing(tmp_path: Path) -> None:
    assert step("Comment", tmp_path, {}, **github(tmp_path, code=1)).code == 0
