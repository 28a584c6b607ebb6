"""The package: the same bytes for the same notes, one card a note, no name Anki would change."""

from __future__ import annotations

import hashlib
import io
import json
import random
import sqlite3
import zipfile

import msgspec
import pytest

from builder.anki.fields import FIELDS
from builder.anki.notetype import NOTE_TYPE_ID, NOTE_TYPE_NAME, note_type_parts
from builder.anki.package import (
    ID_EPOCH,
    ZIP_DATE,
    DeckNote,
    StampedModel,
    collection_bytes,
    deck_id,
    package_bytes,
)
from builder.assets import FONTS

MEDIA = {"_endterm-1-b.woff2": b"b" * 500, "_endterm-1-a.woff2": b"a" * 500}
NOTE_TYPE_TIME = 1_700_000_000


def note(position: int, **changes) -> DeckNote:
    fields = tuple(f"{name} of {position}" for name in FIELDS)
    made = DeckNote(
        guid=f"guid{position}",
        fields=fields,
        tags=("endterm::b", "endterm::a"),
        deck=f"Exam::{position // 10_000} Part",
        position=position,
        mtime=1_600_000_000 + position,
    )
    return msgspec.structs.replace(made, **changes)


NOTES = [note(position) for position in (20_100, 10_200, 10_100)]


def model() -> StampedModel:
    return StampedModel(NOTE_TYPE_ID, NOTE_TYPE_NAME, note_type_parts(), NOTE_TYPE_TIME)


def collection(notes=NOTES) -> bytes:
    return collection_bytes(model(), notes, "Exam", "What it is.")


@pytest.fixture(scope="module")
def package() -> bytes:
    return package_bytes(collection(), MEDIA)


@pytest.fixture
def database():
    connection = sqlite3.connect(":memory:")
    connection.deserialize(collection())
    yield connection
    connection.close()


def test_the_same_notes_give_the_same_bytes_in_any_order(package):
    for seed in range(5):
        notes, media = list(NOTES), list(MEDIA.items())
        random.Random(seed).shuffle(notes)
        random.Random(seed + 1).shuffle(media)
        assert package_bytes(collection(notes), dict(media)) == package


def test_another_note_gives_other_bytes():
    assert collection([*NOTES[:2], note(10_100, mtime=5)]) != collection()


def test_the_archive_has_fixed_names_dates_and_rights(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["collection.anki2", "media", "0", "1"]
        assert {entry.date_time for entry in archive.infolist()} == {ZIP_DATE}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        names = json.loads(archive.read("media"))
        assert names == {"0": "_endterm-1-a.woff2", "1": "_endterm-1-b.woff2"}
        assert {names[key]: archive.read(key) for key in names} == MEDIA
        assert archive.read("collection.anki2") == collection()


def test_the_collection_is_sound(database):
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert database.execute("pragma freelist_count").fetchone() == (0,)


def test_every_note_has_one_card_in_its_deck(database):
    rows = database.execute(
        "select n.guid, c.ord, c.due, c.did, c.nid = n.id "
        "from notes n join cards c on c.nid = n.id order by c.due"
    ).fetchall()
    assert rows == [
        (f"guid{n.position}", 0, n.position, deck_id(n.deck), 1)
        for n in sorted(NOTES, key=lambda n: n.position)
    ]
    [(decks, models)] = database.execute("select decks, models from col")
    names = {deck["name"]: deck.get("desc") for deck in json.loads(decks).values()}
    assert {"Exam", "Exam::1 Part", "Exam::2 Part"} <= names.keys()
    assert names["Exam"] == "What it is."
    assert list(json.loads(models)) == [str(NOTE_TYPE_ID)]


def test_notes_and_note_type_carry_their_own_times_and_ids(database):
    rows = database.execute("select id, mod, flds, tags from notes order by id").fetchall()
    expected = sorted(NOTES, key=lambda n: n.position)
    assert [row[:2] for row in rows] == [(ID_EPOCH + n.position, n.mtime) for n in expected]
    assert [tuple(row[2].split("\x1f")) for row in rows] == [n.fields for n in expected]
    assert {row[3] for row in rows} == {" endterm::a endterm::b "}
    [(models,)] = database.execute("select models from col")
    assert json.loads(models)[str(NOTE_TYPE_ID)]["mod"] == NOTE_TYPE_TIME


def test_a_note_without_a_card_is_refused():
    empty = note(10_100, fields=("",) * len(FIELDS))
    with pytest.raises(ValueError, match=": 0 cards instead of one"):
        collection([*NOTES[:2], empty])


def test_a_note_with_too_few_fields_is_refused():
    with pytest.raises(ValueError, match="fields"):
        collection([note(10_100, fields=("Title", "Id"))])


@pytest.mark.parametrize("text", ["a <- b > c", "x<y,z>"])
def test_html_that_was_not_escaped_is_refused(text):
    with pytest.raises(Warning, match="invalid HTML tags"):
        collection([note(10_100, fields=(text,) * len(FIELDS))])


@pytest.mark.parametrize(
    "name",
    [
        "plain.woff2",
        "_Upper.woff2",
        "_a b.woff2",
        "_ä.woff2",
        "_a\u0308.woff2",
        "_a/b.woff2",
        "../_a.woff2",
        "_a:b",
        "_a?.txt",
        "_a[1].txt",
        "_a.b.txt",
        "_a.",
        "_",
        "con",
        "",
        "_a\n",
        "_" + "a" * 120,
    ],
)
def test_a_media_name_that_anki_would_change_is_refused(name):
    with pytest.raises(ValueError, match="media names that Anki would change"):
        package_bytes(b"", MEDIA | {name: b""})


def test_the_fonts_have_names_that_every_system_keeps():
    assert package_bytes(b"", dict.fromkeys(FONTS, b""))
    assert all(len(name) <= 120 for name in FONTS)


def test_deck_ids_follow_from_names_alone():
    assert deck_id("Endterm") == 1_000_000_000 + int(hashlib.sha256(b"Endterm").hexdigest()[:8], 16)
    assert len({deck_id(f"Exam::{n}") for n in range(1000)}) == 1000
