"""What a PDF shows, by poppler: its words with their places, its pages as pictures."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QImage

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


class Word(NamedTuple):
    """A word and its box in points, from the page's upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(pdf: Path) -> list[Word]:
    """Every word of a PDF, page by page from top to bottom."""
    made = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True
    ).stdout
    found = [
        Word(number, *map(float, match.groups()[:4]), match[5])
        for number, page in enumerate(PAGE.finditer(made), 1)
        for match in WORD.finditer(page[3])
    ]
    return sorted(found, key=lambda word: (word.page, word.top, word.left))


def text(pdf: Path) -> str:
    """All words, in the order of the page."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    made = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return " ".join(made.split())


def pictures(pdf: Path, folder: Path, dots: int = 50) -> list[np.ndarray]:
    """The pages as grey values from 0, black, to 255."""
    folder.mkdir(exist_ok=True)
    command = ["pdftoppm", "-r", str(dots), "-gray", "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True)
    pages = []
    for path in sorted(folder.glob("page*.png")):
        image = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(
            image.height(), image.bytesPerLine()
        )
        pages.append(rows[:, : image.width()].copy())
    return pages
