"""A whole paper as PDF: style, pictures, body."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop.paper.compile import pdf
from desktop.paper.markup import FormulaMaker, Markup, string
from desktop.paper.questions import heading, question_paper
from desktop.paper.report import ReportPrinted, report_page, report_show
from desktop.paper.solutions import solution_sheet
from desktop.questions.examination import Examination
from desktop.questions.marking import Marker

STYLE = Path(__file__).with_name("style.typ")


class Press:
    """Prints examinations; it keeps formulas, figures and fonts for all of them."""

    def __init__(
        self,
        formulas: FormulaMaker,
        figures: Mapping[str, str],
        fonts: Mapping[str, bytes],
        marker: Marker,
    ) -> None:
        """`figures` maps ids to SVG, `fonts` file names to font files."""
        self._formulas = formulas
        self._figures = figures
        self._fonts = fonts
        self._marker = marker

    def questions(self, paper: Examination) -> bytes:
        """The question paper.

        Raises: PaperError if it can't be set.
        """
        markup = Markup(self._formulas)
        body = question_paper(paper, self._figures, markup, self._marker)
        return self._print(paper, paper.title, markup, body)

    def solutions(self, paper: Examination) -> bytes:
        """The solution sheet.

        Raises: PaperError if it can't be set.
        """
        markup = Markup(self._formulas)
        body = solution_sheet(paper, markup, self._marker)
        return self._print(paper, f"{paper.title}: solutions", markup, body)

    def report(self, report: ReportPrinted) -> bytes:
        """The report on a mock exam.

        Raises: PaperError if it can't be set.
        """
        markup = Markup(self._formulas)
        body = report_page(report, markup)
        style = STYLE.read_text(encoding="utf-8")
        source = "\n".join((style, markup.definitions(), report_show(report), body))
        return pdf(source, self._fonts)

    def _print(self, paper: Examination, title: str, markup: Markup, body: str) -> bytes:
        foot = f"{paper.code}. {heading(paper)}"
        show = f"#show: paper.with(title: {string(title)}, foot: {string(foot)})"
        style = STYLE.read_text(encoding="utf-8")
        return pdf("\n".join((style, markup.definitions(), show, body)), self._fonts)
