"""The ledger content/releases.json: which notes were shipped, with their guid, hash and mtime.

Anki takes a note's update only if its modification time differs, and a student's edits survive only
where it does not; so a note's time changes exactly when its content does, and the times are kept in
this committed file. A build is a pure function of content/ and it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from pathlib import Path

import msgspec

FORMAT = 1
NOTE_TYPE = "note type"  # among the names of what changed
BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)


class Stamp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was shipped and when it last changed, in seconds since 1970."""

    hash: str
    mtime: int


class NoteStamp(Stamp, frozen=True, forbid_unknown_fields=True):
    """A shipped note; its guid is made once and kept."""

    guid: str


class Ledger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was shipped."""

    format: int
    note_type: Stamp | None
    notes: dict[str, NoteStamp]


class _Format(msgspec.Struct):
    """What every format of the ledger says first."""

    format: int


class LedgerError(ValueError):
    """The ledger cannot be read, or contradicts the content; the message says how to mend it."""


EMPTY = Ledger(FORMAT, None, {})


def read(path: Path) -> Ledger:
    """The committed ledger, or an empty one before the first release.

    Raises: LedgerError if the file is not a ledger of this format.
    """
    if not path.exists():
        return EMPTY
    try:
        data = path.read_bytes()
        version = msgspec.json.decode(data, type=_Format).format
        if version != FORMAT:
            known = f"it has format {version}, this builder knows {FORMAT}"
            raise LedgerError(f"{known}: update the builder")
        ledger = msgspec.json.decode(data, type=Ledger)
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise LedgerError(f"not a ledger ({error}): restore it from git") from error
    guids = [stamp.guid for stamp in ledger.notes.values()]
    if len(set(guids)) != len(guids):
        raise LedgerError("two notes share a guid: restore it from git")
    return ledger


def text(ledger: Ledger) -> str:
    """The ledger as it is committed, one line a note, sorted."""
    notes = ",\n".join(
        f"    {json.dumps(name)}: {_line(stamp)}" for name, stamp in sorted(ledger.notes.items())
    )
    return (
        f'{{\n  "format": {ledger.format},\n'
        f'  "note_type": {_line(ledger.note_type)},\n'
        f'  "notes": {{\n{notes}\n  }}\n}}\n'
    )


def _line(stamp: Stamp | None) -> str:
    return json.dumps(msgspec.to_builtins(stamp), sort_keys=True)


def stamped(
    ledger: Ledger, note_hashes: Mapping[str, str], note_type_hash: str, now: int
) -> tuple[Ledger, list[str]]:
    """The ledger after this build, and the names of what is new or changed, sorted.

    mtime = max(now, previous + 1) where the hash differs, else as before. Notes that are not in
    `note_hashes` stay as they are.
    """
    changed: list[str] = []
    notes = dict(ledger.notes)
    for name, digest in sorted(note_hashes.items()):
        before = notes.get(name)
        if before and before.hash == digest:
            continue
        changed.append(name)
        guid = before.guid if before else make_guid(name)
        notes[name] = NoteStamp(digest, _next_mtime(before, now), guid)
    note_type = ledger.note_type
    if note_type is None or note_type.hash != note_type_hash:
        changed.append(NOTE_TYPE)
        note_type = Stamp(note_type_hash, _next_mtime(note_type, now))
    return Ledger(FORMAT, note_type, notes), changed


def vanished(ledger: Ledger, names: Container[str]) -> list[str]:
    """The notes that were released and are not among `names` any more, sorted."""
    return sorted(name for name in ledger.notes if name not in names)


def _next_mtime(before: Stamp | None, now: int) -> int:
    return max(now, before.mtime + 1) if before else now


def make_guid(name: str) -> str:
    r"""Base91 of the first 64 bits of SHA-256("endterm\n" + exam + "\n" + id)."""
    exam, _, identifier = name.partition("/")
    digest = hashlib.sha256(f"endterm\n{exam}\n{identifier}".encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    digits: list[str] = []
    while number:
        number, digit = divmod(number, len(BASE91))
        digits.append(BASE91[digit])
    return "".join(reversed(digits))


def note_hash(fields: tuple[str, ...], tags: tuple[str, ...]) -> str:
    """Changes whenever a field or a tag does; not with deck, order or template."""
    return hashlib.sha256("\x1f".join((*fields, *sorted(tags))).encode()).hexdigest()[:16]
