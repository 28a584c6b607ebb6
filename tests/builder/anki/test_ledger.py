"""The ledger: guids that never change, times that only grow, and refusal of what is no ledger."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.anki import ledger
from builder.anki.ledger import EMPTY, Ledger, LedgerError, NoteStamp, Stamp, make_guid, stamped
from builder.files import write_atomically

ONE = Ledger(1, Stamp("t", 50), {"e/1.1": NoteStamp("a", 100, "g")})


def test_a_first_release_stamps_everything_with_the_clock():
    after, changed = stamped(EMPTY, {"e/1.2": "b", "e/1.1": "a"}, "t", 1000)
    assert changed == ["e/1.1", "e/1.2", ledger.NOTE_TYPE]
    assert after.note_type == Stamp("t", 1000)
    assert {name: (note.hash, note.mtime) for name, note in after.notes.items()} == {
        "e/1.1": ("a", 1000),
        "e/1.2": ("b", 1000),
    }


def test_what_is_unchanged_keeps_its_stamp_whatever_the_clock():
    assert stamped(ONE, {"e/1.1": "a"}, "t", 9999) == (ONE, [])


def test_only_what_changed_is_stamped_anew():
    after, changed = stamped(ONE, {"e/1.1": "a", "e/1.2": "b"}, "t", 1000)
    assert changed == ["e/1.2"]
    assert after.notes["e/1.1"] == ONE.notes["e/1.1"]
    assert after.note_type == ONE.note_type


@pytest.mark.parametrize(("now", "mtime"), [(1000, 1000), (101, 101), (100, 101), (3, 101)])
def test_a_time_grows_even_where_the_clock_went_back(now, mtime):
    after, changed = stamped(ONE, {"e/1.1": "new"}, "t", now)
    assert changed == ["e/1.1"]
    assert after.notes["e/1.1"] == NoteStamp("new", mtime, "g")


def test_the_note_type_is_stamped_by_its_own_hash():
    after, changed = stamped(ONE, {"e/1.1": "a"}, "new", 7)
    assert changed == [ledger.NOTE_TYPE]
    assert after.note_type == Stamp("new", 51)
    assert after.notes == ONE.notes


def test_a_text_that_comes_back_is_a_change_too():
    there, _ = stamped(ONE, {"e/1.1": "b"}, "t", 200)
    back, changed = stamped(there, {"e/1.1": "a"}, "t", 200)
    assert changed == ["e/1.1"]
    assert back.notes["e/1.1"].mtime == 201


hashes = st.dictionaries(st.sampled_from(["e/1.1", "e/1.2", "e/2.1"]), st.sampled_from("abc"))


@given(st.lists(st.tuples(hashes, st.sampled_from("tu"), st.integers(0, 50)), max_size=8))
def test_over_any_releases_times_grow_exactly_with_changes(releases):
    before = EMPTY
    for notes, note_type, now in releases:
        after, changed = stamped(before, notes, note_type, now)
        for name, stamp in after.notes.items():
            old = before.notes.get(name)
            if name not in changed:
                assert stamp == old
            elif old:
                assert stamp.mtime > old.mtime
                assert stamp.guid == old.guid
                assert stamp.hash != old.hash
        assert before.notes.keys() <= after.notes.keys()
        before = after


def test_what_was_released_and_is_gone_is_named():
    both = Ledger(1, None, {**ONE.notes, "e/0.9": NoteStamp("x", 1, "h")})
    assert ledger.vanished(both, {"e/1.1": "a"}) == ["e/0.9"]
    assert ledger.vanished(both, ["e/1.1", "e/0.9", "e/1.2"]) == []
    after, _ = stamped(both, {"e/1.1": "a"}, "t", 5)
    assert after.notes["e/0.9"] == both.notes["e/0.9"]


def test_guids_are_these_for_ever():
    # from the first release on, another guid would be another note in every collection
    assert make_guid("in2346-2022/1.1") == "K.~=.|8m?$"
    assert make_guid("in2346-2022/4.7") == "p7lvy6_XKu"
    assert make_guid("in2346-2022/9.6") == "b*`?p00G?G"


def test_guids_are_short_base91_and_apart():
    names = [
        f"exam-{year}/{problem}.{question}"
        for year in range(5)
        for problem in range(1, 10)
        for question in range(1, 30)
    ]
    guids = {make_guid(name) for name in names}
    assert len(guids) == len(names)
    assert len(ledger.BASE91) == len(set(ledger.BASE91)) == 91
    assert set("".join(guids)) == set(ledger.BASE91)
    assert not set(ledger.BASE91) & set("\"'\\ ")
    assert max(map(len, guids)) <= 10


def test_the_hash_covers_fields_and_tags_and_every_change_of_them():
    base = ledger.note_hash(("a", "b"), ("x", "y"))
    assert base == ledger.note_hash(("a", "b"), ("y", "x"))
    others = [
        (("a", "c"), ("x", "y")),
        (("b", "a"), ("x", "y")),
        (("ab", ""), ("x", "y")),
        (("a", "b"), ("x",)),
        (("a", "b"), ("x", "z")),
        (("a", "b"), ("xy",)),
    ]
    found = [ledger.note_hash(*other) for other in others]
    assert base not in found
    assert len(set(found)) == len(found)


stamps = st.builds(
    NoteStamp,
    hash=st.text("0123456789abcdef", min_size=16, max_size=16),
    mtime=st.integers(0, 2**40),
    guid=st.text(ledger.BASE91, min_size=5, max_size=10),
)
notes = st.dictionaries(st.from_regex(r"[a-z]{1,4}/[1-9]\.[1-9]", fullmatch=True), stamps).filter(
    lambda notes: len({stamp.guid for stamp in notes.values()}) == len(notes)
)


@given(notes, st.one_of(st.none(), st.builds(Stamp, hash=st.just("t"), mtime=st.integers(0, 99))))
def test_what_is_written_is_read_again(tmp_path_factory, notes, note_type):
    path = tmp_path_factory.mktemp("ledger") / "releases.json"
    written = Ledger(1, note_type, notes)
    path.write_text(ledger.text(written))
    assert ledger.read(path) == written
    assert json.loads(path.read_text())["notes"].keys() == notes.keys()


def test_it_has_one_line_a_note_in_order(tmp_path):
    release, _ = stamped(EMPTY, {f"e/{n}.1": "a" for n in (3, 1, 2)}, "t", 7)
    lines = ledger.text(release).splitlines()
    assert [line.strip()[:7] for line in lines if "guid" in line] == [
        '"e/1.1"',
        '"e/2.1"',
        '"e/3.1"',
    ]
    assert len(lines) == 3 + len(release.notes) + 3
    assert all(line == line.rstrip() for line in lines)


def test_before_the_first_release_there_is_none(tmp_path):
    assert ledger.read(tmp_path / "releases.json") == EMPTY


GOOD = ledger.text(ONE)
DAMAGED = {
    "": "not a ledger",
    "{": "not a ledger",
    "[]": "not a ledger",
    "{}": "not a ledger",
    GOOD[: len(GOOD) // 2]: "not a ledger",
    GOOD.replace('"mtime": 100', '"mtime": "100"'): "not a ledger",
    GOOD.replace('"hash": "a", ', ""): "not a ledger",
    GOOD.replace('"hash": "a"', '"hash": "a", "extra": 1'): "not a ledger",
    "<<<<<<< HEAD\n" + GOOD: "not a ledger",
    GOOD.replace('"format": 1', '"format": 2'): "it has format 2, this builder knows 1",
    '{"format": 2, "decks": []}': "it has format 2, this builder knows 1",
    GOOD.replace("}\n  }", '},\n"e/1.2": {"guid": "g", "hash": "b", "mtime": 1}\n  }'): (
        "two notes share a guid"
    ),
}


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_what_is_no_ledger_is_refused(text, tmp_path):
    path = tmp_path / "releases.json"
    path.write_text(text)
    with pytest.raises(LedgerError, match=f"^{DAMAGED[text]}.*: (restore it|update the builder)"):
        ledger.read(path)


def test_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "latin.json").write_bytes(GOOD.encode() + b"\xe9")
    for name in ("folder.json", "latin.json"):
        with pytest.raises(LedgerError, match=r"^not a ledger"):
            ledger.read(tmp_path / name)


def test_line_ends_of_another_system_do_no_harm(tmp_path):
    write_atomically(tmp_path / "releases.json", GOOD.replace("\n", "\r\n").encode())
    assert ledger.read(tmp_path / "releases.json") == ONE
