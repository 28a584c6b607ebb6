"""Killed at any moment, a build leaves every file old or new, and the next build mends the rest."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from builder.commands import OK, Options, run
from tests.builder.anki.test_import import SENTENCE
from tests.clone import OUTPUTS, digest, environment
from tests.project import ROOT, Project

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="forks and kills as Linux does"),
]

SOME, MANY = 80, 200
FILES = {*OUTPUTS, "releases.json"}
EPOCH = "1700000000"


def digests(content: Path, out: Path) -> dict[str, str]:
    paths = [content / "releases.json", *(out / name for name in OUTPUTS)]
    return {path.name: digest(path) for path in paths}


class Releases:
    """Two states of the content, what a build makes of each, and a folder to kill builds in.

    `old` is as committed. `new` has a changed question beside the old ledger, as an author leaves
    it: its build stamps the ledger first.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "kill"
        self.folder.mkdir()
        project = Project(folder / "releases")
        project.build()
        self.old = self._keep(project, "old")
        project.edit("problem-2.yaml", SENTENCE, "The gap between outputs and targets.")
        shutil.copytree(project.content, self.folder / "new")
        project.build()
        self.new = digests(project.content, project.out)
        shutil.copytree(folder / "releases" / "dist", self.folder / "dist")

    def _keep(self, project: Project, state: str) -> dict[str, str]:
        shutil.copytree(project.content, self.folder / state)
        return digests(project.content, project.out)

    def kill(self, plan: list[dict]) -> list[dict]:
        """Go through the plan in a process of its own; returns what each kill left."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.builder.killing", str(self.folder)],
            input=json.dumps(plan),
            cwd=ROOT,
            env=environment(SOURCE_DATE_EPOCH=EPOCH),
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)


@pytest.fixture
def releases(tmp_path, monkeypatch) -> Releases:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return Releases(tmp_path)


def step(state: str, how: str, moment: float, cold: bool = False) -> dict:
    return {"state": state, "how": how, "moment": moment, "cold": cold}


def random_plan(seed: int, kills: int) -> list[dict]:
    """Half of the kills anywhere, half while files are written; some builds typeset everything."""
    chance = random.Random(seed)
    plan = []
    for number in range(kills):
        how = "whole" if number % 4 < 2 else "writing"
        moment = chance.uniform(0, 1)
        plan.append(step(("new", "old")[number % 2], how, moment, cold=number % 20 < 2))
    return plan


def assert_whole(releases: Releases, left: dict) -> None:
    """Every file is there, old or new; a build that came to its end made what it should."""
    assert left["files"].keys() == FILES
    for name, found in left["files"].items():
        assert found in (releases.old[name], releases.new[name]), (name, left)
    if not left["killed"]:
        assert left["files"] == (releases.new if left["state"] == "new" else releases.old)


def assert_mended(releases: Releases) -> None:
    """A build of what the last kill left is right and leaves nothing over."""
    ended, again = releases.kill([step("new", "rename", 99), step("new", "rename", 99)])
    for left in (ended, again):
        assert (left["killed"], left["parts"], left["files"]) == (False, 0, releases.new)


@pytest.mark.parametrize("kills", [SOME, pytest.param(MANY, marks=pytest.mark.long)])
def test_kills_at_any_moment(releases, kills):
    outcomes = releases.kill(random_plan(seed=2346, kills=kills))
    assert sum(left["killed"] for left in outcomes) == kills
    for left in outcomes:
        assert_whole(releases, left)
    # many were hit while they wrote, and decks of both kinds were found
    assert sum(left["parts"] > 0 for left in outcomes) > kills / 10
    decks = Counter(left["files"]["endterm.apkg"] for left in outcomes)
    assert set(decks) == {releases.old["endterm.apkg"], releases.new["endterm.apkg"]}
    assert_mended(releases)


# The ledger is renamed first: then a kill leaves stamps that no deck has yet.
RENAMES = ("releases.json", "endterm.apkg", "endterm.bundle", "IMPORT.md", "report.json")


@pytest.mark.parametrize("renamed", range(len(RENAMES) + 1))
def test_a_kill_before_each_rename(releases, renamed):
    before, left = releases.kill([step("old", "rename", 99), step("new", "rename", renamed + 1)])
    assert before["files"] == releases.old
    assert left["killed"]
    expected = releases.old | {name: releases.new[name] for name in RENAMES[:renamed]}
    assert left["files"] == expected
    # parts of what was still to be renamed; after the last it is the record of the build
    assert left["parts"] == max(len(RENAMES) - renamed, 1)
    assert_mended(releases)


def test_a_build_after_a_kill_takes_the_stamps_as_they_are(releases):
    """The ledger is ahead of the deck: the next build brings the deck up and stamps nothing."""
    releases.kill([step("old", "rename", 99), step("new", "rename", 2)])
    content, out = releases.folder / "content", releases.folder / "dist"
    stamped = (content / "releases.json").read_bytes()
    assert run(Options(root=ROOT, content=content, out=out, check=True)) == OK
    assert run(Options(root=ROOT, content=content, out=out)) == OK
    assert (content / "releases.json").read_bytes() == stamped
    assert digests(content, out) == releases.new
