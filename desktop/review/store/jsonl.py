"""The log as text, one line of JSON a row: readable without SQLite, and enough to rebuild all.

The first line names the format and the columns. A row is an array of their values with its chain,
in hexadecimal, at the end; a preference is an object.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.review.store import chain, rows
from desktop.review.store.checks import SLICE, DamageError
from desktop.review.store.connection import Connection
from desktop.review.store.files import Files

NAME = "reviews.jsonl"
FORMAT, VERSION = "endterm reviews", 1
LINE_MAX = 24_000_000  # characters
TAIL = 1 << 20  # bytes that surely hold a last line, unless someone wrote very long ones

_HEADER = {"format": FORMAT, "version": VERSION, "columns": [*rows.LOG_COLUMNS]}


def export(connection: Connection, path: Path, files: Files) -> None:
    """Write log and preferences to a file; it holds all of them or is as it was.

    Raises: OSError if it cannot be written.
    """
    files.write_whole(path, _export_lines(connection))


def extend(connection: Connection, path: Path, files: Files) -> None:
    """Bring a file that holds the beginning of this log up to date, or write it anew.

    A kill in between leaves a line without an end, which is written over the next time.

    Raises: OSError if it cannot be written.
    """
    found = _last_row(path)
    if found is not None:
        seq, link, end = found
        row = connection.execute("SELECT chain FROM review_log WHERE seq = ?", (seq,)).fetchone()
        if row is not None and row[0] == link:
            files.write(path, _row_lines(connection, seq), start=end)
            return
    export(connection, path, files)


def read(path: Path) -> tuple[Iterator[tuple[Any, ...]], dict[str, str]]:
    """The rows of an export, read as they are asked for, and its preferences, filled meanwhile.

    Nothing but the form is checked here. A last line without an end is left out.

    Raises: DamageError, also while reading, if it is no export; OSError.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise DamageError("it is no file")
    settings: dict[str, str] = {}
    return _read_lines(path, settings), settings


def _export_lines(connection: Connection) -> Iterator[bytes]:
    yield _encoded(_HEADER)
    yield from _row_lines(connection, 0)
    found = connection.execute("SELECT key, value FROM setting ORDER BY key").fetchall()
    for key, value in found:
        yield _encoded({"setting": key, "value": value})


def _row_lines(connection: Connection, seq: int) -> Iterator[bytes]:
    while True:
        found = connection.execute(
            f"{rows.SELECT_LOG} WHERE seq > ? ORDER BY seq LIMIT {SLICE}", (seq,)
        ).fetchall()
        if not found:
            return
        for values in found:
            yield f'{chain.line(values[:-1])[:-1]},"{values[-1].hex()}"]\n'.encode()
        seq = found[-1][0]


def _encoded(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _last_row(path: Path) -> tuple[int, bytes, int] | None:
    """The last whole row of a file: its `seq`, its chain, and where it ends."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - TAIL))
            tail = file.read(TAIL)
    except OSError:
        return None
    for line in reversed(tail[: tail.rfind(b"\n") + 1].splitlines(keepends=True)):
        try:
            record = json.loads(line)
            if isinstance(record, list):
                end = size - len(tail) + tail.rfind(line) + len(line)
                return int(record[0]), bytes.fromhex(record[-1]), end
        except (ValueError, TypeError, IndexError, RecursionError):
            return None
    return None


def _read_lines(path: Path, settings: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        number = 0
        try:
            if _parsed(file.readline(LINE_MAX)) != _HEADER:
                raise DamageError("it is no export of this version")
            while line := file.readline(LINE_MAX):
                number += 1
                if not line.endswith("\n"):
                    if len(line) >= LINE_MAX:
                        raise DamageError("a line is too long", number)
                    return
                record = _parsed(line)
                if isinstance(record, dict):
                    settings.update(_preference(record))
                else:
                    yield _row(record)
        except UnicodeError as error:
            raise DamageError("it is not written in UTF-8", number or None) from error


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DamageError("a line is no JSON") from error


def _row(record: Any) -> tuple[Any, ...]:
    if not isinstance(record, list) or len(record) != len(rows.LOG_COLUMNS):
        raise DamageError("a line is no row")
    try:
        return (*record[:-1], bytes.fromhex(record[-1]))
    except (ValueError, TypeError) as error:
        raise DamageError("a row has no chain") from error


def _preference(record: dict[str, Any]) -> dict[str, str]:
    key, value = record.get("setting"), record.get("value")
    if len(record) != 2 or not isinstance(key, str) or not isinstance(value, str):
        raise DamageError("a line is no preference")
    return {key: value}
