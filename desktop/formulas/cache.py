"""Typeset formulas on disk, so that a build typesets only what is new."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from pathlib import Path
from types import TracebackType

from desktop.formulas.formula import Formula, formula_key
from desktop.formulas.typesetter import Typesetter

WAIT = 5.0  # seconds for another build that is writing

_SCHEMA = """
    create table if not exists entry (
        key text primary key, value text not null, checksum integer not null
    ) without rowid
"""


class FormulaCache:
    """Typesets through a cache: one SQLite file for each script, in `folder`.

    The cache may be deleted, damaged, locked or read-only at any time: that costs time and changes
    nothing else. New entries are written, all or none, by save() or at the end of a `with`.
    """

    def __init__(self, folder: Path, typesetter: Typesetter) -> None:
        self._folder = folder
        self._typesetter = typesetter
        self._path = folder / f"formulas-{typesetter.fingerprint()}.sqlite"
        self._database: sqlite3.Connection | None = None
        self._opened = False
        self._new: dict[str, str] = {}

    @property
    def glyphs(self) -> dict[str, str]:
        """The outlines of all glyphs used so far, by id."""
        return self._typesetter.glyphs

    def formula(self, tex: str, display: bool) -> Formula:
        """The formula, from the cache or typeset now.

        Raises: FormulaError, as Typesetter.formula.
        """
        formula = self._stored(tex, display)
        if formula is None:
            formula = self._typesetter.formula(tex, display)
            self._new[formula.key] = formula.to_json()
            for glyph in formula.glyph_ids:
                self._new[f"glyph:{glyph}"] = self.glyphs[glyph]
        return formula

    def save(self) -> None:
        """Write what is new."""
        database = self._open()
        rows = [(key, value, _checksum(key, value)) for key, value in self._new.items()]
        if database is not None and rows:
            with contextlib.suppress(sqlite3.Error), database:
                database.executemany("insert or replace into entry values (?, ?, ?)", rows)
        self._new.clear()

    def close(self) -> None:
        """Write what is new and let go of the file."""
        self.save()
        if self._database is not None:
            self._database.close()
        self._database, self._opened = None, False

    def __enter__(self) -> FormulaCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _stored(self, tex: str, display: bool) -> Formula | None:
        """The formula if the cache holds it whole, with all its glyphs."""
        key = formula_key(tex, display)
        value = self._new.get(key) or self._read(key)
        if value is None:
            return None
        try:
            formula = Formula.from_json(value)
        except ValueError:
            return None
        if (formula.tex, formula.display) != (tex, display):
            return None
        for glyph in formula.glyph_ids - self.glyphs.keys():
            outline = self._read(f"glyph:{glyph}")
            if outline is None:
                return None
            self.glyphs[glyph] = outline
        return formula

    def _read(self, key: str) -> str | None:
        database = self._open()
        if database is None:
            return None
        query = "select value, checksum from entry where key = ?"
        try:
            row = database.execute(query, (key,)).fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                self._start_afresh()
            return None
        if row is None or row[1] != _checksum(key, row[0]):
            return None
        return str(row[0])

    def _open(self) -> sqlite3.Connection | None:
        """The database, made if there is none; None where there can't be one."""
        if not self._opened:
            self._opened = True
            try:
                self._database = self._connect()
            except (OSError, sqlite3.OperationalError):
                self._database = None
            except sqlite3.DatabaseError:
                self._start_afresh()
        return self._database

    def _connect(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=WAIT)
        try:
            # A cache torn by a power cut is thrown away, so nothing waits for the disk.
            database.execute("pragma synchronous = off")
            database.execute(_SCHEMA)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _start_afresh(self) -> None:
        """Throw a damaged file away."""
        if self._database is not None:
            self._database.close()
        self._database = None
        with contextlib.suppress(OSError, sqlite3.Error):
            self._path.unlink(missing_ok=True)
            self._database = self._connect()


def _checksum(key: str, value: object) -> int:
    return zlib.crc32(f"{key}\n{value}".encode())
