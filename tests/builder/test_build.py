"""build.py as an author and a CI run it: exit codes, messages, and what it writes or leaves."""

from __future__ import annotations

import json
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from tests.builder.anki.test_import import SENTENCE
from tests.clone import OUTPUTS, snapshot

NEWER = "The gap between outputs and targets."
BROKEN = "What does a loss function measure? $"


def notes_of(deck: Path) -> int:
    import sqlite3

    with zipfile.ZipFile(deck) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    [(count,)] = connection.execute("select count(*) from notes")
    connection.close()
    return count


def test_a_build_writes_deck_bundle_report_and_guide_and_says_so(clone):
    done = clone.run()
    assert done == (
        0,
        "stamped 5 notes and the note type: commit content/releases.json\n"
        "5 questions, 8 credits: everything is in dist.\n",
        "",
    )
    shown = {path.name for path in clone.dist.iterdir() if not path.name.startswith(".")}
    assert shown == set(OUTPUTS)
    assert notes_of(clone.dist / "endterm.apkg") == 5
    assert clone.dist.joinpath("IMPORT.md").read_text().startswith("# Importing endterm.apkg")


def test_the_report_counts_and_names_what_changed(released):
    def report():
        return json.loads((released.dist / "report.json").read_text())

    first = report()
    assert (first["questions"], first["credits"], first["retired"]) == (5, 8, 0)
    assert first["by_kind"] == {"choice": 2, "open": 2, "numeric": 1}
    assert first["by_problem"]["2"] == {"questions": 3, "credits": 4}
    assert first["bytes"] == {
        name: (released.dist / name).stat().st_size for name in OUTPUTS if name != "report.json"
    }
    assert len(first["changed"]) == 6
    released.edit("problem-2.yaml", SENTENCE, NEWER)
    assert released.run().out.startswith("stamped 1 note: commit content/releases.json\n")
    assert report()["changed"] == ["tiny-2026/2.1"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_what_is_written_may_be_read_by_everyone(released):
    files = [released.dist / name for name in OUTPUTS] + [released.ledger]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o644}


def test_mistakes_in_the_content_are_all_named_and_nothing_changes(released):
    before = snapshot(released.dist), released.ledger.read_bytes()
    released.edit("problem-2.yaml", "What does a loss function measure?", BROKEN)
    released.edit("problem-2.yaml", "kind: numeric\n  credits: 1", "kind: numeric\n  credits: 2")
    released.edit(
        "problem-1.yaml",
        "basics/layers]\n  stem: |\n    Which statements about the bias",
        "basics/layer]\n  stem: |\n    Which statements about the bias",
    )
    done = released.run()
    assert (done.code, done.err) == (2, "")
    lines = done.out.splitlines()
    starts = [
        "content/exams/tiny-2026/problem-1.yaml:33: unknown topic `basics/layer`: did you mean",
        "content/exams/tiny-2026/problem-2.yaml:3: the questions add up to 5 credits",
        "content/exams/tiny-2026/problem-2.yaml:13: a $ without its partner: close the formula",
        "content/exams/tiny-2026/problem-2.yaml:63: the entries of `parts` add up to 1 credit",
        "4 problems in 2 files",
    ]
    assert len(lines) == len(starts), done.out
    for line, start in zip(lines, starts, strict=True):
        assert line.startswith(start)
    assert (snapshot(released.dist), released.ledger.read_bytes()) == before


def test_mistakes_before_the_first_build_leave_no_trace(clone):
    clone.edit("problem-2.yaml", "What does a loss function measure?", BROKEN)
    before = snapshot(clone.content)
    assert clone.run().code == 2
    assert snapshot(clone.content) == before
    assert not clone.dist.exists()


def test_in_a_public_ci_mistakes_are_annotations_too(clone):
    clone.edit("problem-2.yaml", "What does a loss function measure?", BROKEN)
    plain = clone.run().out.splitlines()
    lines = clone.run("--check", GITHUB_ACTIONS="true").out.splitlines()
    assert [line for line in lines if not line.startswith("::")] == plain
    assert lines[1:-1] == [
        "::error file=content/exams/tiny-2026/problem-2.yaml,line=13::a $ without its partner: "
        "close the formula, with no space inside the $"
    ]


def test_a_pipe_that_knows_only_ascii_gets_the_message_escaped(clone):
    clone.edit("problem-2.yaml", "What does a loss function measure?", "A minus − &minus;")
    clone.edit(
        "problem-1.yaml",
        "kind: choice\n  credits: 2\n  topics: [basics/layers]\n  stem: |"
        "\n    Which statements about $",
        "kind: chöice\n  credits: 2\n  topics: "
        "[basics/layers]\n  stem: |\n    Which statements about $",
    )
    done = clone.run(PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.code, done.err) == (2, "")
    assert "ch\\xf6ice" in done.out


def test_check_says_that_all_is_right_and_writes_nothing(released):
    before = snapshot(released.content, released.dist)
    assert released.run("--check") == (0, "5 questions, 8 credits: everything is right.\n", "")
    assert snapshot(released.content, released.dist) == before


def test_check_before_the_first_release_finds_the_ledger_stale(clone):
    before = snapshot(clone.content)
    done = clone.run("--check")
    assert done == (
        2,
        "content/releases.json:1: new or changed since the last release: tiny-2026/1.1, "
        "tiny-2026/1.2, tiny-2026/2.1, ...: run `make` and commit the file\n1 problem in 1 file\n",
        "",
    )
    assert snapshot(clone.content) == before
    assert not clone.dist.exists()


def test_check_finds_a_ledger_that_is_behind(released):
    released.edit("problem-2.yaml", SENTENCE, NEWER)
    before = snapshot(released.content, released.dist)
    done = released.run("--check")
    assert done.code == 2
    assert "since the last release: tiny-2026/2.1: run `make`" in done.out
    assert snapshot(released.content, released.dist) == before


def test_only_writes_one_problem_and_leaves_the_rest(clone):
    done = clone.run("--only", "2")
    assert done == (0, f"{Path('dist/endterm-2.apkg')}: 3 notes\n", "")
    assert {path.name for path in clone.dist.iterdir()} == {".build.lock", "endterm-2.apkg"}
    assert not clone.ledger.exists()
    assert notes_of(clone.dist / "endterm-2.apkg") == 3
    clone.build()
    before = snapshot(clone.dist, clone.content)
    assert clone.run("--only", "1").code == 0
    after = snapshot(clone.dist, clone.content)
    assert {path.name for path in after.keys() - before.keys()} == {"endterm-1.apkg"}
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize("problem", ["3", "2.1", "../2", ""])
def test_a_problem_that_does_not_exist_is_named(clone, problem):
    done = clone.run("--only", problem)
    assert done == (2, f"There is no problem {problem} in content.\n", "")
    assert not clone.dist.exists()


def test_a_question_that_was_released_and_is_gone_is_a_mistake(released):
    before = snapshot(released.dist), released.ledger.read_bytes()
    path = next(released.content.rglob("problem-1.yaml"))
    text = path.read_text()
    path.write_text(text[: text.index('- id: "1.2"')].replace("credits: 4", "credits: 2", 1))
    released.edit("exam.yaml", "credits: 8", "credits: 6")
    done = released.run()
    assert done.code == 2
    assert "content/releases.json:1: `tiny-2026/1.2` was released and is gone: bring it back" in (
        done.out
    )
    assert "retired: <reason>" in done.out
    assert (snapshot(released.dist), released.ledger.read_bytes()) == before


def test_a_retired_question_ships_on_and_is_counted_apart(released):
    released.edit("problem-2.yaml", 'id: "2.1"', 'id: "2.1"\n  retired: "It is disputed."')
    done = released.run()
    assert done.code == 0
    assert done.out.splitlines() == [
        "stamped 1 note: commit content/releases.json",
        "4 questions, 7 credits: everything is in dist.",
    ]
    assert notes_of(released.dist / "endterm.apkg") == 5


def test_a_damaged_ledger_stops_the_build(released):
    before = snapshot(released.dist)
    released.ledger.write_text("<<<<<<< HEAD\n" + released.ledger.read_text())
    done = released.run()
    assert done.code == 2
    assert done.out.startswith("content/releases.json:1: the ledger cannot be used: not a ledger (")
    assert "restore it from git\n" in done.out
    assert snapshot(released.dist) == before


def test_content_and_out_may_lie_anywhere(clone, tmp_path):
    elsewhere = tmp_path / "else where"
    clone.content.rename(elsewhere)
    out = tmp_path / "a" / "b"
    done = clone.run("--content", elsewhere, "--out", out, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "commit else where/releases.json" in done.out.replace("\\", "/")
    assert (out / "endterm.apkg").is_file()
    assert not clone.dist.exists()


def test_a_missing_content_folder_is_named(clone):
    done = clone.run("--content", "nowhere")
    assert done.code == 2
    assert "nowhere:1: the folder is missing: create it" in done.out


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--jobs", "x"], ["--unknown"], ["2"]])
def test_a_wrong_command_line_is_refused(clone, arguments):
    done = clone.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "usage: build.py" in done.err
    assert not clone.dist.exists()


def test_two_processes_give_the_same_bytes_as_one(clone):
    one = clone.build("--jobs", "1", SOURCE_DATE_EPOCH="1700000000")
    assert clone.cache.is_dir()
    for path in clone.cache.iterdir():
        path.unlink()
    clone.forget()
    assert clone.build("--jobs", "2") == one
