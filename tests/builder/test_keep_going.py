"""--keep-going: what is right is built into another folder, and what was left out is named."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing

import pytest

from tests.builder.anki.test_import import SENTENCE
from tests.builder.test_hostile import FILES
from tests.clone import snapshot
from tests.project import Project


def titles(folder) -> list[str]:
    with zipfile.ZipFile(folder / "endterm.apkg") as archive:
        data = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        rows = connection.execute("select sfld from notes order by id").fetchall()
    return [row[0].split()[0] for row in rows]


def left_out_by(said: str) -> set[str]:
    """The questions and problems that the last line names, without their exam."""
    line = said.splitlines()[-1]
    assert line.startswith("Left out: "), said
    return set(re.findall(r"`[^/`]*/([^`]*)`", line))


@pytest.mark.parametrize("arguments", [[], ["--out", "dist"], ["--out", "x/../dist"]])
def test_it_never_builds_into_dist(released, arguments):
    (released.root / "x").mkdir()
    before = snapshot(released.content, released.dist)
    done = released.run("--keep-going", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "--keep-going needs --out: an incomplete deck never goes into dist/" in done.err
    assert snapshot(released.content, released.dist) == before


def test_it_does_not_go_with_check(released):
    done = released.run("--keep-going", "--check", "--out", "rest")
    assert (done.code, done.out) == (2, "")
    assert "not allowed with" in done.err


def test_the_rest_is_built_and_what_was_left_out_is_named(released):
    released.edit("problem-2.yaml", SENTENCE, "It costs 5$.")
    released.edit("problem-1.yaml", "credits: 4", "credits: 5")
    released.edit("problem-1.yaml", "It is a fixed function.", "It is a <b>fixed</b> function.")
    before = snapshot(released.content, released.dist)
    done = released.run("--keep-going", "--out", "rest")
    assert (done.code, done.err) == (2, "")
    lines = done.out.splitlines()
    assert lines[-3].endswith(" in 2 files") or lines[-3].endswith(" in 3 files")
    assert lines[-2].endswith("everything is in rest.")
    left_out = left_out_by(done.out)
    assert "2.1" in left_out
    assert snapshot(released.content, released.dist) == before
    assert not left_out & set(titles(released.root / "rest"))


def test_where_nothing_is_wrong_it_builds_everything_and_stamps_nothing(released):
    released.edit("problem-2.yaml", SENTENCE, "The gap between outputs and targets.")
    before = snapshot(released.content, released.dist)
    done = released.run("--keep-going", "--out", "rest")
    assert done == (0, "5 questions, 8 credits: everything is in rest.\n", "")
    assert titles(released.root / "rest") == ["1.1", "1.2", "2.1", "2.2", "2.3"]
    assert snapshot(released.content, released.dist) == before


def test_where_nothing_is_left_it_says_so(released):
    next(released.content.rglob("exam.yaml")).write_text("x: [")
    done = released.run("--keep-going", "--out", "rest")
    assert (done.code, done.err) == (2, "")
    assert done.out.endswith("No question is left to build. Nothing was written.\n")
    assert not (released.root / "rest").exists()


@pytest.mark.parametrize(
    "name", ["topics.yaml", "sources.yaml", "problem-1.yaml", "releases.json", "schema.json"]
)
@pytest.mark.parametrize("text", ["x: [", "", "[]", "{}"])
def test_a_broken_file_never_breaks_the_builder(name, text, tmp_path, capsys):
    project = Project(tmp_path)
    path = next(project.content.rglob(name), project.content / name)
    path.write_text(text)
    assert project.run(keep_going=True) == 2
    said = capsys.readouterr()
    assert said.err == ""
    assert f"{name}:" in said.out
    if project.deck.exists() and name == "problem-1.yaml":
        assert titles(project.out) == ["2.1", "2.2", "2.3"]
        assert left_out_by(said.out) == {"1"}
    assert not project.ledger.exists() or name == "releases.json"


@pytest.mark.parametrize("broken", FILES, ids=lambda path: path.stem)
def test_no_broken_file_breaks_the_builder_beside_one_that_is_right(broken, tmp_path, capsys):
    project = Project(tmp_path)
    places = {"problem": "problem-1.yaml", "exam": "exam.yaml"}
    kind = broken.stem.split("-")[0]
    path = next(project.content.rglob(places.get(kind, f"{kind}.yaml")))
    path.write_bytes(broken.read_bytes())
    assert project.run(keep_going=True) == 2
    said = capsys.readouterr()
    assert said.err == ""
    assert not project.ledger.exists()
    if project.deck.exists():
        left_out = left_out_by(said.out)
        built = titles(project.out)
        assert built
        assert not left_out & {*built, *(title.partition(".")[0] for title in built)}
        if kind == "problem":
            assert {"2.1", "2.2", "2.3"} - left_out <= set(built)
    else:
        assert said.out.endswith("No question is left to build. Nothing was written.\n")
        assert kind != "problem" or broken.stem == "problem-number-of-another"
