"""A text in the type of its role: one line, or wrapped with the role's own line height."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed

UNBOUNDED = 1e6
STRONG = 600
Pieces = Sequence[tuple[str, bool]]  # text and whether it is stressed


class Words(Themed, QLabel):
    """Text to read, not to operate; `color` is the name of a token.

    `wrap` breaks it into lines at its width. Its height follows.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str | Pieces = "",
        role: Role = Role.BODY,
        color: str = "ink",
        *,
        wrap: bool = False,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._color = color
        self._weight = weight
        self._wrap = wrap
        self._pieces: Pieces = ()
        self._heights: dict[int, int] = {}
        # Fixed would cut what wraps to the one line of its size hint
        vertical = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.setWordWrap(wrap)  # QLabel's own way to have its height follow its width
        self.set_text(text)
        self.follow(appearance)

    def set_text(self, text: str | Pieces) -> None:
        """Show another text, stressed in places where it comes in pieces."""
        self._pieces = ((text, False),) if isinstance(text, str) else tuple(text)
        plain = "".join(piece for piece, _ in self._pieces)
        self._heights.clear()
        self.setText(plain)
        self.setAccessibleName(plain)
        self.updateGeometry()
        self.update()

    def set_color(self, color: str) -> None:
        """Take another colour, by the name of its token."""
        self._color = color
        self.update()

    def restyle(self) -> None:
        """Take the theme's font."""
        self._heights.clear()
        self.setFont(self.theme.font(self._role, self._weight))
        super().restyle()

    def sizeHint(self) -> QSize:
        """As wide as the text in one line."""
        width = self._laid_out(UNBOUNDED)[1]
        return QSize(int(width) + 1, self.heightForWidth(int(width) + 1))

    def minimumSizeHint(self) -> QSize:
        """What wraps can be narrow; what doesn't keeps its width."""
        if not self._wrap:
            return self.sizeHint()
        return QSize(self.theme.px(40), self.theme.line(self._role))

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        if width not in self._heights:
            count = self._laid_out(float(width))[0].lineCount() if self._wrap else 1
            self._heights[width] = max(count, 1) * self.theme.line(self._role)
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines on the role's own grid."""
        painter = QPainter(self)
        color = self._color if self.isEnabled() else "faint"
        painter.setPen(self.theme.color(color))
        layout = self._laid_out(float(self.width()) if self._wrap else UNBOUNDED)[0]
        layout.draw(painter, QPointF(0, (self.height() - self.heightForWidth(self.width())) / 2))

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        """The lines at a width, and the width that they take."""
        layout = QTextLayout("".join(piece for piece, _ in self._pieces), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        line_height = self.theme.line(self._role)
        natural = QFontMetricsF(self.font()).height()
        layout.beginLayout()
        widest = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            top = (layout.lineCount() - 1) * line_height + (line_height - natural) / 2
            line.setPosition(QPointF(0, top))
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        return layout, widest

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats = []
        at = 0
        for text, strong in self._pieces:
            if strong:
                stressed = QTextLayout.FormatRange()
                stressed.start, stressed.length = at, len(text)
                stressed.format.setFontWeight(QFont.Weight(STRONG))
                formats.append(stressed)
            at += len(text)
        return formats
