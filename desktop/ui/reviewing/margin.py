"""The margin of a card: before the answer nothing that helps, after it what to consult."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.card import CardErratum, CardSource
from desktop.questions.document import Document, Emphasis, Inline, Paragraph, Text
from desktop.review.task import Task
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.margin_block import MarginBlock
from desktop.ui.controls.words import Words
from desktop.ui.reviewing.facts import CardFacts, PastReview
from desktop.ui.texts import Texts

SCANNED = {"lost": "A reconstructed question", "damaged": "Partly reconstructed"}


def front_blocks(facts: CardFacts, texts: Texts) -> list[QWidget]:
    """Which card it is."""
    return [MarginBlock(texts.appearance, facts.label, facts.meta)]


def back_blocks(task: Task, facts: CardFacts, texts: Texts) -> Iterator[QWidget]:
    """Numbers, errata, what was accepted, sources, memory."""
    values = task.row.values if task.row else {}
    card = task.card
    if facts.numbers:
        yield MarginBlock(texts.appearance, "Numbers", facts.numbers)
    if card.errata:
        documents = [_erratum(erratum) for erratum in card.errata]
        yield _typeset("In the printed solution", documents, values, texts)
    if card.accepted:
        yield _typeset("In the exam", [card.accepted], values, texts)
    if card.scan in SCANNED:
        yield _typeset(SCANNED[card.scan], [card.inferred], values, texts)
    if card.sources:
        documents = [(Paragraph(tuple(_source(source))),) for source in card.sources]
        yield _typeset("Read on", documents, values, texts)
    if facts.memory:
        words = f"{facts.memory} {facts.marks}".strip()
        yield MarginBlock(texts.appearance, "Memory", words)


def _typeset(
    label: str, documents: Sequence[Document], values: dict[str, str], texts: Texts
) -> MarginBlock:
    passages = [Passage(document, values) for document in documents]
    view = texts.view(*passages, role=Role.NOTE, soft=True)
    return MarginBlock(texts.appearance, label, view)


def _erratum(erratum: CardErratum) -> Document:
    """It says this; it is that, because."""
    lead: list[Inline] = [Text("It says: “"), *_inline(erratum.says), Text("”. Right: ")]
    lead += [*_inline(erratum.right), Text(".")]
    return (Paragraph(tuple(lead)), *erratum.why)


def _inline(document: Document) -> list[Inline]:
    """A short text without its paragraph and its full stop."""
    first = document[0]
    children = list(first.children) if isinstance(first, Paragraph) else []
    if children and isinstance(children[-1], Text):
        children[-1] = Text(children[-1].text.removesuffix("."))
    return children


def _source(source: CardSource) -> Iterator[Inline]:
    yield Text(f"{source.authors}: ")
    yield Emphasis((Text(source.title),))
    where = f", {source.where}" if source.where else ""
    yield Text(f", {source.year}{where}. {source.identifier}")


class HistoryBlock(QWidget):
    """The card's reviews; each opens its numbers again."""

    past_chosen = Signal(int)

    def __init__(
        self, past: Sequence[PastReview], texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(texts.appearance, "History", Role.LABEL, "faint"))
        self.buttons: list[Button] = []
        for review in past:
            button = Button(texts.appearance, review.words, "", Kind.QUIET)
            button.setProperty("seq", review.seq)
            button.clicked.connect(self._choose)
            self.buttons.append(button)
            column.addWidget(button)
        if not past:
            none = "This card was never answered."
            column.addWidget(Words(texts.appearance, none, Role.NOTE, "soft", wrap=True))

    def _choose(self) -> None:
        button = self.sender()
        if button is not None:
            self.past_chosen.emit(button.property("seq"))


class ReportLine(Button):
    """Copies what names the card, for whoever mends it."""

    def __init__(self, task: Task, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(
            texts.appearance, "Report a mistake in this card", "", Kind.QUIET, parent=parent
        )
        self.report = report_of(task)

    def say_copied(self) -> None:
        """Say that it was copied."""
        self.set_words("Copied: paste it into your report")


def report_of(task: Task) -> str:
    """One line that names the card and what it showed."""
    seed = "" if task.seed is None else f", seed {task.seed}"
    variant = "" if task.number is None else f", variant {task.number}{seed}"
    return f"Endterm card {task.card_id}, content {task.content_hash}{variant}"
