"""Archives and collections that mean harm, or were harmed: each a name and a function of a path."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import zstandard

Maker = Callable[[Path], None]

SCHEMA = """
CREATE TABLE notes (id integer primary key, guid text, mid, mod, usn, tags, flds, sfld, csum, flags,
    data);
CREATE TABLE cards (id integer primary key, nid, did, ord);
CREATE TABLE revlog (id integer primary key, cid, usn, ease, ivl, lastIvl, factor, time, type);
INSERT INTO notes (id, guid) VALUES (1, 'GUID');
INSERT INTO cards (id, nid) VALUES (2, 1);
"""
GOOD_ROW = (1_790_000_000_000, 2, 0, 3, 5, 0, 500, 4000, 1)
BEYOND = (1 << 29) + (1 << 20)  # bytes, more than a collection may have


def collection(script: str = SCHEMA, rows: tuple = (GOOD_ROW,)) -> bytes:
    """A small collection with our note and these reviews."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        if rows:
            connection.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
        return connection.serialize()


def archive(
    *entries: tuple[str | zipfile.ZipInfo, bytes], compression=zipfile.ZIP_DEFLATED
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as packed:
        for name, data in entries:
            packed.writestr(name, data)
    return buffer.getvalue()


def package(data: bytes) -> bytes:
    return archive(("collection.anki2", data), ("media", b"{}"))


def holding(data: bytes) -> Maker:
    return lambda path: (path.write_bytes(data), None)[1]


def link_entry() -> bytes:
    info = zipfile.ZipInfo("collection.anki2")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return archive((info, b"/etc/passwd"))


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def encrypted() -> bytes:
    data = bytearray(package(collection()))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + place] |= 1
    return bytes(data)


def method(number: int) -> bytes:
    data = bytearray(package(collection()))
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(signature)
        data[at + place : at + place + 2] = number.to_bytes(2, "little")
    return bytes(data)


def zeros(name: str) -> Maker:
    """A bomb: half a gigabyte of zeros in some kilobytes."""

    def make(path: Path) -> None:
        packer = zstandard.ZstdCompressor(level=1)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            if name.endswith("b"):
                part = packer.compressobj()
                squeezed = b"".join(part.compress(bytes(1 << 20)) for _ in range(BEYOND >> 20))
                packed.writestr(name, squeezed + part.flush())
            else:
                with packed.open(name, "w", force_zip64=True) as entry:
                    for _ in range(BEYOND >> 20):
                        entry.write(bytes(1 << 20))

    return make


def many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(200_001):
            packed.writestr(f"{number}", b"")


def twice() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return archive(("collection.anki2", collection()), ("collection.anki2", collection()))


def flipped(data: bytes, seed: int, count: int = 40) -> bytes:
    draw = random.Random(seed)
    changed = bytearray(data)
    for _ in range(count):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def view_for(table: str) -> bytes:
    loop = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
    columns = {
        "revlog": "i AS id, 2 AS cid, 0 AS usn, 3 AS ease, 1 AS ivl, 0 AS lastIvl, 1 AS factor,"
        " 1 AS time, 1 AS type FROM n",
        "notes": "i AS id, 'GUID' AS guid FROM n",
        "cards": "i AS id, 1 AS nid FROM n",
    }[table]
    script = SCHEMA.replace(f"CREATE TABLE {table}", f"CREATE TABLE old_{table}")
    script = script.replace(f"INSERT INTO {table}", f"INSERT INTO old_{table}")
    return collection(f"{script} CREATE VIEW {table} AS {loop}{columns};", ())


def without(table: str) -> bytes:
    return collection(
        SCHEMA.replace(f"TABLE {table}", f"TABLE x{table}").replace(
            f"INTO {table}", f"INTO x{table}"
        ),
        (),
    )


def fifo(path: Path) -> None:
    os.mkfifo(path)


WHOLE = package(collection())

REFUSED: dict[str, Maker] = {
    "empty": holding(b""),
    "text": holding(b"hello"),
    "html": holding(b"<html><script>alert(1)</script>"),
    "png": holding(b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "random": holding(random.Random(1).randbytes(5000)),
    "fifo": fifo,
    "folder": lambda path: path.mkdir(),
    "missing": lambda path: None,
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "no collection": holding(archive(("media", b"{}"))),
    "an archive in an archive": holding(archive(("deck.apkg", WHOLE))),
    "link entry": holding(link_entry()),
    "encrypted": holding(encrypted()),
    "twice": holding(twice()),
    "many entries": many_entries,
    "bomb of deflate": zeros("collection.anki2"),
    "bomb of zstd": zeros("collection.anki21b"),
    "zstd that is none": holding(archive(("collection.anki21b", collection()))),
    "no database": holding(package(b"not a database at all" * 50)),
    "no directory": holding(patched(WHOLE, b"PK\x05\x06", b"PK\x05\x07")),
    **{
        f"name {name}": holding(archive((name, collection())))
        for name in (
            "../collection.anki2",
            "/collection.anki2",
            "C:\\collection.anki2",
            "a/../collection.anki2",
            "collection.anki2/",
            "COLLECTION.ANKI2",
            "%2e%2e/collection.anki2",
            "collection.anki2\u202e",
        )
    },
    **{
        f"cut at {share} of 9": holding(WHOLE[: len(WHOLE) * share // 9]) for share in range(1, 9)
    },
    **{f"method {number}": holding(method(number)) for number in (1, 6, 9, 12, 14, 93, 99)},
    **{f"{table} is a view": holding(package(view_for(table))) for table in
       ("revlog", "notes", "cards")},
    **{f"without {table}": holding(package(without(table))) for table in
       ("revlog", "notes", "cards")},
    "no columns": holding(package(collection(
        "CREATE TABLE notes (id); CREATE TABLE cards (id); CREATE TABLE revlog (id);", ()))),
    "a virtual table": holding(package(collection(SCHEMA.replace(
        "CREATE TABLE notes (id integer primary key, guid text, mid, mod, usn, tags, flds, sfld,"
        " csum, flags,\n    data)", "CREATE VIRTUAL TABLE notes USING fts5(id, guid)"), ()))),
    **{
        f"collection cut at {share} of 6": holding(
            package(collection()[: len(collection()) * share // 6])
        )
        for share in range(1, 5)
    },
}  # fmt: skip
"""Each must be refused."""

DAMAGED: dict[str, Maker] = {
    **{f"flipped bits {seed}": holding(package(flipped(collection(), seed))) for seed in range(12)},
    **{f"flipped archive {seed}": holding(flipped(WHOLE, seed, 6)) for seed in range(12)},
}
"""Each must be refused, or read without harm."""

STRANGE_ROWS = (
    (1_790_000_000_001, 2, 0, 0, 5, 0, 500, 4000, 1),
    (1_790_000_000_002, 2, 0, 5, 5, 0, 500, 4000, 1),
    (1_790_000_000_003, 2, 0, -1, 5, 0, 500, 4000, 1),
    (1_790_000_000_004, 2, 0, "3", 5, 0, 500, 4000, 1),
    (1_790_000_000_005, 2, 0, 3, 5, 0, 500, "soon", 1),
    (1_790_000_000_006, 2, 0, 3, 5, 0, 500, 4000, 77),
    (1_790_000_000_007, 2, 0, 3.5, 5, 0, 500, 4000, 1),
    (1_790_000_000_008, 2, 0, None, 5, 0, 500, 4000, 1),
    (1_790_000_000_009, 2, 0, b"3", 5, 0, 500, 4000, 1),
    (-5, 2, 0, 3, 5, 0, 500, 4000, 1),
    (7, 2, 0, 3, 5, 0, 500, 4000, 1),
    (2**62, 2, 0, 3, 5, 0, 500, 4000, 1),
    (1_790_000_000_010, 99, 0, 3, 5, 0, 500, 4000, 1),
    (1_790_000_000_011, 2, 0, 3, 5, 0, 0, 4000, 3),
)
"""Rows that say nothing about memory, beside one that does."""
