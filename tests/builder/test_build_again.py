"""build.py a second time: without changes no work, and with any change the right files."""

from __future__ import annotations

import json

import pytest

from builder.build import build
from tests.builder.anki.test_import import SENTENCE
from tests.builder.test_build import NEWER
from tests.clone import OUTPUTS, snapshot
from tests.project import Project


def test_a_second_run_says_that_nothing_changed_and_does_nothing(released):
    before = snapshot(released.root)
    done = released.run()
    words = "Nothing has changed since the last build; dist is as it was.\n"
    assert done == (0, words, "")
    assert snapshot(released.root) == before


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_lost_or_altered_output_is_built_again(released, name):
    path = released.dist / name
    before = released.outputs()
    path.unlink()
    assert released.build() == before
    assert path.is_file()
    path.write_bytes(b"altered")
    assert released.build() == before
    assert path.read_bytes() != b"altered"


def test_a_lost_or_altered_ledger_is_an_input(released):
    text = released.ledger.read_text()
    stamp = json.loads(text)["notes"]["tiny-2026/1.1"]["mtime"]
    released.ledger.write_text(text.replace(f'"mtime": {stamp}', f'"mtime": {stamp - 9}'))
    before = released.outputs()
    assert released.build()["endterm.apkg"] != before["endterm.apkg"]
    released.ledger.unlink()
    assert released.run().out.startswith("stamped 5 notes and the note type")


def test_what_a_killed_build_left_is_cleared_away(released):
    before = released.outputs()
    left = [released.dist / ".endterm.apkg.7.part", released.content / ".releases.json.7.part"]
    for part in left:
        part.write_bytes(b"half")
        assert released.build() == before
        assert not part.exists()


def test_what_is_edited_while_a_build_runs_is_built_next_time(tmp_path, monkeypatch, capsys):
    project = Project(tmp_path)

    def builds_and_is_overtaken(options, progress):
        done = build(options, progress)
        project.edit("problem-2.yaml", SENTENCE, NEWER)
        return done

    monkeypatch.setattr("builder.build.build", builds_and_is_overtaken)
    project.build()
    monkeypatch.undo()
    project.build()
    said = capsys.readouterr().out
    assert "Nothing has changed" not in said
    assert "stamped 1 note:" in said


def test_a_change_of_the_code_is_an_input(released):
    before = released.outputs()
    css = released.root / "builder/anki/template/card.css"
    css.write_text(css.read_text() + "\n/* newer */\n")
    done = released.run()
    assert done.out.startswith("stamped 0 notes and the note type: commit content/releases.json")
    assert released.outputs()["endterm.apkg"] != before["endterm.apkg"]
