"""Papers and reports as PDF, and the file that they go to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.paper.report import CertaintyPrinted, MistakePrinted, ProblemPrinted, ReportPrinted
from desktop.paper.shipped import press_of
from desktop.questions.examination import compose
from desktop.ui.pages.exam.certainty_row import WORDS
from desktop.ui.pages.exam.exam_desk import ExamDesk
from desktop.ui.pages.exam.problem_model import MINUTES, text_of
from desktop.ui.pages.exam.report_sight import ReportSight

FILTER = "PDF (*.pdf)"


def ask_path(parent: QWidget, name: str, chosen: Callable[[str], object]) -> QFileDialog:
    """Ask where a PDF goes to; the app does not wait for the dialog."""
    dialog = QFileDialog(parent, "Save as PDF", str(Path.home()), FILTER)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(".pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def paper_pdf(desk: ExamDesk, seed: int | None, minutes: int, solutions: bool) -> bytes:
    """A paper, or its solutions; the same bytes for the same paper."""
    press = press_of(desk.workspace.bundle, desk.workspace.grader.marker)
    paper = compose(desk.exam, desk.cards, seed, minutes)
    return press.solutions(paper) if solutions else press.questions(paper)


def report_pdf(desk: ExamDesk, sight: ReportSight) -> bytes:
    """A report."""
    press = press_of(desk.workspace.bundle, desk.workspace.grader.marker)
    return press.report(printed(desk.exam.title, sight))


def printed(title: str, sight: ReportSight) -> ReportPrinted:
    """What the page says, as the press takes it."""
    return ReportPrinted(
        f"{title}: report",
        sight.paper,
        sight.headline,
        sight.sentence,
        tuple(
            ProblemPrinted(line.number, line.title, line.earned, line.total, text_of(line, MINUTES))
            for line in sight.problems
        ),
        tuple((t.title, round(t.earned, 1), round(t.total, 1)) for t in sight.topics),
        tuple(MistakePrinted(m.number, m.typed, m.words, m.values) for m in sight.mistakes),
        tuple(
            CertaintyPrinted(WORDS[j.certainty], j.expected, j.reached, j.count)
            for j in sight.certainty
        ),
        sight.review_words,
    )


def write_file(path: Path, data: bytes) -> str:
    """Write a whole file or none; returns what went wrong, in words."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        return f"{path.name} could not be saved: {error.strerror}. Choose another folder."
    return ""
