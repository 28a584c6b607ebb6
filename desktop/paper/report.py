"""The report on a mock exam as a page: credits by problem and topic, time, mistakes, certainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.paper.markup import Markup, string, text
from desktop.questions.document import Document

BAR = 22  # mm, of the problem with the most credits
NUMBERS = "(left, left, left, right, right)"


@dataclass(frozen=True, slots=True)
class ProblemPrinted:
    """A problem's row: number, title, credits, and its time in words."""

    number: str
    title: str
    earned: float
    total: float
    time: str


@dataclass(frozen=True, slots=True)
class MistakePrinted:
    """A mistake's row: the question, what was typed, the author's words and their values."""

    number: str
    typed: str
    words: Document
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CertaintyPrinted:
    """A word of certainty: the share it stands for, the share reached, the count of answers."""

    word: str
    expected: float
    reached: float
    count: int


@dataclass(frozen=True, slots=True)
class ReportPrinted:
    """All that a report says, in plain values."""

    title: str
    paper: str
    headline: str
    sentence: str
    problems: tuple[ProblemPrinted, ...]
    topics: tuple[tuple[str, float, float], ...]  # title, earned, total
    mistakes: tuple[MistakePrinted, ...]
    certainty: tuple[CertaintyPrinted, ...]
    review: str


def report_page(report: ReportPrinted, markup: Markup) -> str:
    """Typst's source of the body."""
    parts = [
        f"#text(font: sans, size: 22pt, weight: 600)[{text(report.headline)}]",
        "#v(-2mm)",
        f"#text(size: 12pt)[{text(report.sentence)}]",
        f"#text(font: sans, size: 9.5pt, fill: soft)[{text(report.paper)}]",
        _problems(report.problems),
    ]
    if report.topics:
        parts += [_head("Topics, the weakest first"), _topics(report.topics)]
    if report.mistakes:
        parts += [_head("Mistakes by name"), _mistakes(report.mistakes, markup)]
    if report.certainty:
        parts += [_head("How well certainty was judged"), _certainty(report.certainty)]
    parts += [_head("To review"), text(report.review)]
    return "\n\n".join(parts)


def _head(words: str) -> str:
    return f"#v(3mm)\n#block(sticky: true, text(font: sans, weight: 600)[{text(words)}])"


def _problems(problems: Sequence[ProblemPrinted]) -> str:
    most = max((problem.total for problem in problems), default=1.0)
    heads = ("", "Problem", "", "Credits", "Minutes, of")
    cells = [f"[#label-text[{text(head)}]]" for head in heads] + ["table.hline(stroke: 0.5pt)"]
    for problem in problems:
        whole, part = BAR * problem.total / most, BAR * problem.earned / most
        bar = (
            f"box(width: {whole:.2f}mm, height: 1.8mm, fill: luma(215), "
            f"place(left, rect(width: {part:.2f}mm, height: 1.8mm, fill: ink)))"
        )
        credits = f"{problem.earned:g} of {problem.total:g}"
        cells += [
            f"[{text(problem.number)}]",
            f"[{text(problem.title)}]",
            bar,
            f"[{text(credits)}]",
            f"[{text(problem.time)}]",
        ]
    columns = "(auto, 1fr, auto, auto, auto)"
    return _table(columns, f"(x, _) => {NUMBERS}.at(x) + horizon", cells)


def _topics(topics: Sequence[tuple[str, float, float]]) -> str:
    cells = []
    for title, earned, total in topics:
        cells += [f"[{text(title)}]", f"[{text(f'{earned:g} of {total:g}')}]"]
    return _table("(1fr, auto)", "(left, right)", cells)


def _mistakes(mistakes: Sequence[MistakePrinted], markup: Markup) -> str:
    cells = []
    for mistake in mistakes:
        words = markup.inline(mistake.words, mistake.values)
        cells += [f"[{text(mistake.number)}]", f"[#strong[{text(mistake.typed)}]]", f"[{words}]"]
    return _table("(auto, 24mm, 1fr)", "left", cells)


def _certainty(rows: Sequence[CertaintyPrinted]) -> str:
    heads = ("", "Answers", "It stands for", "Reached")
    cells = [f"[#label-text[{text(head)}]]" for head in heads] + ["table.hline(stroke: 0.5pt)"]
    for row in rows:
        said = (row.word, f"{row.count}", f"{row.expected:.0%}", f"{row.reached:.0%}")
        cells += [f"[{text(words)}]" for words in said]
    return _table("(1fr, auto, auto, auto)", "(left, right, right, right)", cells)


def _table(columns: str, align: str, cells: Sequence[str]) -> str:
    return (
        f"#table(columns: {columns}, stroke: none, align: {align}, "
        f"table.hline(stroke: 0.8pt), {', '.join(cells)}, table.hline(stroke: 0.8pt))"
    )


def report_show(report: ReportPrinted) -> str:
    """Typst's rule that gives the page its title and its foot."""
    return f"#show: paper.with(title: {string(report.title)}, foot: {string(report.paper)})"
