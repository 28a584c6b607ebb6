"""The outline of a paper: its problems with a square for each question."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.theme import FOCUS_WIDTH
from desktop.ui.wording import amount

SQUARE = 12  # px
PITCH = 18
HIGH = 24
RADIUS = 2
CORNER = 9
KEY = "filled answered, corner marked, ring here"


@dataclass(frozen=True, slots=True)
class Square:
    """A question in the outline."""

    number: str
    answered: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class OutlineProblem:
    """A problem and its questions."""

    number: str
    title: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole paper: what is answered, and which question is in front."""

    problems: tuple[OutlineProblem, ...]
    at: str
    answered_credits: float
    credits: float

    @property
    def count(self) -> int:
        """How many questions there are."""
        return sum(len(problem.squares) for problem in self.problems)

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(square.answered for problem in self.problems for square in problem.squares)

    @property
    def marked(self) -> int:
        """How many of them are marked for later."""
        return sum(square.marked for problem in self.problems for square in problem.squares)

    def sentence(self) -> str:
        """How far it is."""
        credits = f"{amount(self.answered_credits)} of {amount(self.credits)} credits"
        return f"{self.answered} of {self.count} answered, {credits}"


class Squares(Themed, QWidget):
    """A problem's questions; a click goes to one."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._squares: tuple[Square, ...] = ()
        self._at = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow(appearance)

    def show_squares(self, squares: tuple[Square, ...], at: str) -> None:
        """Show questions; `at` is the number of the one in front."""
        self._squares, self._at = squares, at
        self.setAccessibleName(", ".join(_spoken(square, at) for square in squares))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A place for each question."""
        return QSize(self.theme.px(PITCH) * len(self._squares), self.theme.px(HIGH))

    def place_of(self, number: str) -> QPointF:
        """Where a question's square has its middle."""
        place = [square.number for square in self._squares].index(number)
        pitch = self.theme.px(PITCH)
        return QPointF(pitch * (place + 0.5), self.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the question under the pointer."""
        square = self._under(event.position().x())
        if square is not None:
            self.chosen.emit(square.number)

    def event(self, event: QEvent) -> bool:
        """Say which question is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            square = self._under(event.pos().x())
            QToolTip.showText(event.globalPos(), _spoken(square, self._at) if square else "")
            return True
        return super().event(event)

    def _under(self, x: float) -> Square | None:
        place = int(x // self.theme.px(PITCH))
        return self._squares[place] if 0 <= place < len(self._squares) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares: filled, with a corner, with a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for square in self._squares:
            self._paint(painter, square)

    def _paint(self, painter: QPainter, square: Square) -> None:
        theme = self.theme
        size = theme.px(SQUARE)
        box = QRectF(0, 0, size, size)
        box.moveCenter(self.place_of(square.number))
        box = QRectF(round(box.left()) + 0.5, round(box.top()) + 0.5, size - 1, size - 1)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("edge" if square.answered else "page"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if square.marked:
            corner = theme.px(CORNER)
            right, top = box.right() + 2, box.top() - 2
            points = [(right - corner, top), (right, top), (right, top + corner)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ink"))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        if square.number == self._at:
            painter.setPen(QPen(theme.color("accent"), FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)


class OutlineView(Themed, QWidget):
    """The count, the problems, what the signs mean."""

    question_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Words(appearance, "", Role.LABEL, "faint", wrap=True)
        self.rows: list[Squares] = []
        self._titles: list[Words] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.sentence)
        self._column.addSpacing(8)
        self._key = Words(appearance, KEY, Role.LABEL, "faint", wrap=True)
        self._column.addSpacing(8)
        self._column.addWidget(self._key)
        self.follow(appearance)

    def show_outline(self, outline: Outline) -> None:
        """Show how far the paper is."""
        self.sentence.set_text(outline.sentence())
        while len(self.rows) < len(outline.problems):
            self._add_row()
        for problem, title, squares in zip(outline.problems, self._titles, self.rows, strict=False):
            here = any(square.number == outline.at for square in problem.squares)
            title.set_text(((f"{problem.number}  {problem.title}", here),))
            title.set_color("ink" if here else "soft")
            squares.show_squares(problem.squares, outline.at)
        for place, squares in enumerate(self.rows):
            squares.setVisible(place < len(outline.problems))
            self._titles[place].setVisible(place < len(outline.problems))

    def _add_row(self) -> None:
        title = Words(self.appearance, "", Role.NOTE, "soft", wrap=True)
        squares = Squares(self.appearance)
        squares.chosen.connect(self.question_chosen)
        place = 2 + 3 * len(self.rows)
        self._column.insertWidget(place, title)
        self._column.insertWidget(place + 1, squares)
        self._column.insertSpacing(place + 2, 4)
        self._titles.append(title)
        self.rows.append(squares)


def _spoken(square: Square, at: str) -> str:
    words = [square.number, "answered" if square.answered else "open"]
    words += ["marked"] if square.marked else []
    words += ["here"] if square.number == at else []
    return " ".join(words)
