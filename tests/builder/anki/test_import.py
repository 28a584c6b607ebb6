"""The deck in the real Anki: import, study, update, and what must never change."""

from __future__ import annotations

import json

import pytest

from builder.anki.fields import FIELDS
from tests.anki_client import IF_NEWER, Student
from tests.project import ROOT, Project

SENTENCE = "How far the outputs are from the targets."


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "project")


@pytest.fixture
def student(tmp_path):
    student = Student(tmp_path / "anki")
    yield student
    student.close()


OUTCOMES = (
    "new",
    "updated",
    "duplicate",
    "conflicting",
    "first_field_match",
    "missing_notetype",
    "missing_deck",
    "empty_first_field",
)


def counts(log):
    return {name: len(getattr(log, name)) for name in OUTCOMES}


def nothing_but(**expected):
    return dict.fromkeys(OUTCOMES, 0) | expected


def test_every_note_arrives_with_one_card(project, student):
    log = student.take(project.build())
    assert counts(log) == nothing_but(new=5)
    assert student.collection.card_count() == 5
    names = {deck.name for deck in student.collection.decks.all_names_and_ids()}
    assert {"Tiny", "Tiny::1 Statements", "Tiny::2 Words and numbers"} <= names


def test_cards_come_in_the_exams_order(project, student):
    student.take(project.build())
    titles = student.collection.db.list(
        "select n.sfld from cards c join notes n on n.id = c.nid order by c.due"
    )
    assert [title.split()[0] for title in titles] == ["1.1", "1.2", "2.1", "2.2", "2.3"]


def test_an_unchanged_build_updates_nothing(project, student):
    first = project.build().read_bytes()
    student.take(project.deck)
    (project.out / ".last-build.json").unlink()
    assert project.build().read_bytes() == first
    log = student.take(project.deck)
    assert counts(log) == nothing_but(duplicate=5)


def test_a_changed_question_is_updated_alone_and_keeps_its_schedule(project, student):
    student.collection.set_config("fsrs", True)
    student.take(project.build())
    student.study(6)
    before = student.schedule(), student.review_log()
    memory = [json.loads(row[-1] or "{}") for row in before[0]]
    assert any("s" in state for state in memory), "no FSRS memory to keep"
    texts = student.notes()

    project.edit("problem-2.yaml", SENTENCE, "The gap between outputs and targets.")
    log = student.take(project.build())

    assert counts(log) == nothing_but(updated=1, duplicate=4)
    assert (student.schedule(), student.review_log()) == before
    changed = [guid for guid, fields in student.notes().items() if fields != texts[guid]]
    assert len(changed) == 1
    assert "The gap between" in student.notes()[changed[0]][FIELDS.index("Answer")]


def test_three_releases_in_a_row(project, student):
    student.take(project.build())
    student.study(4)
    before = student.schedule(), student.review_log()
    text = SENTENCE
    for release in range(3):
        project.edit("problem-2.yaml", text, f"Release {release} says it so.")
        text = f"Release {release} says it so."
        log = student.take(project.build())
        assert counts(log) == nothing_but(updated=1, duplicate=4)
    assert (student.schedule(), student.review_log()) == before
    assert any("Release 2" in " ".join(fields) for fields in student.notes().values())


def test_a_new_question_arrives_among_the_old(project, student):
    student.take(project.build())
    path = next(project.content.rglob("problem-1.yaml"))
    text = path.read_text()
    question = text[text.index('- id: "1.2"') :].replace('"1.2"', '"1.3"')
    path.write_text(
        text.replace("credits: 4\n", "credits: 6\n", 1)
        + question.replace("What a bias is", "A bias")
    )
    project.edit("exam.yaml", "credits: 8", "credits: 10")
    log = student.take(project.build())
    assert counts(log) == nothing_but(new=1, duplicate=5)
    assert student.collection.card_count() == 6


def test_a_student_who_tagged_a_note_gets_the_update_as_the_readme_says(
    project, student, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # both releases before the student's tag
    student.take(project.build())
    note = student.collection.get_note(student.collection.find_notes("Title:2.1*")[0])
    note.tags.append("mine")
    student.collection.update_note(note)
    project.edit("problem-2.yaml", SENTENCE, "The gap between outputs and targets.")
    project.build()
    # Anki's default leaves a touched note alone, which is why the README asks for Always
    assert len(student.take(project.deck, update=IF_NEWER).updated) == 0
    assert len(student.take(project.deck).updated) == 1


def test_a_changed_template_arrives(project, student, monkeypatch):
    student.take(project.build())
    from builder.anki import notetype

    read = notetype._read
    monkeypatch.setattr(
        notetype,
        "_read",
        lambda name: read(name) + ("\n/* newer */" if name == "card.css" else ""),
    )
    (project.out / ".last-build.json").unlink()
    log = student.take(project.build())
    assert counts(log) == nothing_but(duplicate=5)
    [model] = [m for m in student.collection.models.all() if m["name"] == "Endterm"]
    assert model["css"].endswith("/* newer */")


def test_a_withdrawn_question_ships_on_with_its_tag(project, student):
    student.take(project.build())
    project.edit("problem-2.yaml", 'id: "2.1"', 'id: "2.1"\n  retired: "The answer is disputed."')
    log = student.take(project.build())
    assert counts(log) == nothing_but(updated=1, duplicate=4)
    assert len(student.collection.find_notes("tag:endterm::retired")) == 1
    report = json.loads((project.out / "report.json").read_text())
    assert (report["questions"], report["retired"]) == (4, 1)


def test_note_type_ids_and_names_are_frozen(project, student):
    student.take(project.build())
    [model] = [m for m in student.collection.models.all() if m["name"] == "Endterm"]
    found = {
        "id": model["id"],
        "name": model["name"],
        "fields": [[field["id"], field["name"]] for field in model["flds"]],
        "templates": [[template["id"], template["name"]] for template in model["tmpls"]],
    }
    frozen = json.loads((ROOT / "tests/golden/note_type.json").read_text())
    assert found == frozen
    assert [f["name"] for f in model["flds"] if f["excludeFromSearch"]] == ["Data"]
    reserved = {"Tags", "Type", "Deck", "Card", "FrontSide", "Subdeck", "CardFlag"}
    assert not reserved & {field["name"] for field in model["flds"]}


def test_anki_finds_nothing_to_mend(project, student):
    student.take(project.build())
    assert_healthy(student)


def assert_healthy(student):
    report, ok = student.collection.fix_integrity()
    assert ok
    assert report.strip() in ("", "Database rebuilt and optimized."), report
    media = student.collection.media.check()
    assert (list(media.missing), list(media.unused)) == ([], [])
