"""Typst's source -> PDF: the same bytes for the same source, whatever the machine's fonts."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import typst


class PaperError(RuntimeError):
    """A paper that can't be set: a bug in its source, with Typst's own words."""


def pdf(source: str, fonts: Mapping[str, bytes]) -> bytes:
    """The PDF; `fonts` maps file names to font files, and no other font is used.

    Raises: PaperError if Typst refuses the source.
    """
    with tempfile.TemporaryDirectory(prefix="endterm-paper-") as made_folder:
        folder = Path(made_folder)
        for name, data in fonts.items():
            (folder / name).write_bytes(data)
        main = folder / "paper.typ"
        main.write_text(source, encoding="utf-8")
        try:
            made = typst.compile(
                main,
                root=folder,
                format="pdf",
                font_paths=[folder],
                ignore_system_fonts=True,
                timestamp=0,
            )
        except typst.TypstError as error:
            raise PaperError(f"Typst: {error}") from error
    return made
