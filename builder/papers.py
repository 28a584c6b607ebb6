"""Printing a paper: content -> cards -> an examination -> PDF."""

from __future__ import annotations

from pathlib import Path

from builder.assets import app_fonts
from builder.commands import CONTENT, OK, Options, PaperOrder, Progress, shown
from builder.compile import compile_exam
from builder.figures import draw_figures
from builder.files import write_all
from builder.formulas import Formulas
from builder.problems import Findings
from builder.read import checked_knowledge
from desktop.paper.papers import Press
from desktop.questions.examination import compose
from desktop.questions.marking import Marker


def print_paper(options: Options, order: PaperOrder, progress: Progress) -> tuple[int, list[str]]:
    """Print a paper, and its solutions if asked; returns the exit code with what to say."""
    findings = Findings()
    with Formulas(options, progress) as formulas:
        progress.start("Reading and checking")
        knowledge = checked_knowledge(options, formulas, findings)
        if findings:
            return CONTENT, [*findings.lines(), "Nothing was printed."]
        progress.start("Compiling")
        exam_id, exam = next(iter(knowledge.exams.items()))
        problems = [loaded.problem for loaded in exam.problems]
        cards = compile_exam(exam_id, exam.exam, problems, knowledge.sources)
        names = sorted({name for card in cards for name in card.figures})
        fonts = {name: data for name, data in app_fonts().items() if name.endswith(".ttf")}
        press = Press(formulas.cache, draw_figures(formulas.cache, names), fonts, Marker())
        progress.start("Printing")
        paper = compose(exam.exam, cards, order.seed)
        files: dict[Path, bytes] = {_path(options, order, ""): press.questions(paper)}
        if order.solutions:
            files[_path(options, order, "-solutions")] = press.solutions(paper)
    options.out.mkdir(parents=True, exist_ok=True)
    write_all(files)
    return OK, [f"{shown(path)}: {len(data) // 1024} kB" for path, data in files.items()]


def _path(options: Options, order: PaperOrder, end: str) -> Path:
    return options.out / f"endterm-paper-{order.seed}{end}.pdf"
