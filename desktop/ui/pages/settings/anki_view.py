"""One memory with Anki: its reviews into the app, the app's schedule into Anki."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button
from desktop.ui.controls.section_head import SectionHead
from desktop.ui.controls.words import Words

OPENED = "Anki’s exports and collections (*.apkg *.colpkg *.anki2 *.anki21);;All files (*)"
SAVED = "Anki’s package (*.apkg)"
TOLD = (
    "A question is the same in both. Importing reads Anki’s reviews and changes nothing there; a "
    "backup is made before, and a second time adds nothing."
)


class AnkiView(QWidget):
    """Emits the file that is chosen; says what came of it."""

    import_asked = Signal(str)  # a path
    export_asked = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.bring = Button(appearance, "Import from Anki …")
        self.export = Button(appearance, "Export to Anki …")
        self.told = Words(appearance, "", Role.BODY, wrap=True)
        self.told.hide()
        self._dialog: QFileDialog | None = None
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(self.bring)
        line.addWidget(self.export)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHead(appearance, "Anki", TOLD))
        column.addLayout(line)
        column.addWidget(self.told)
        self.bring.clicked.connect(self._ask_import)
        self.export.clicked.connect(self._ask_export)

    def tell(self, words: str) -> None:
        """Say what came of it."""
        self.told.set_text(words)
        self.told.setVisible(bool(words))

    def _ask_import(self) -> None:
        dialog = self._new_dialog("Import from Anki", OPENED)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_asked)
        dialog.open()

    def _ask_export(self) -> None:
        dialog = self._new_dialog("Export to Anki", SAVED)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(".apkg")
        dialog.selectFile("endterm-with-reviews.apkg")
        dialog.fileSelected.connect(self.export_asked)
        dialog.open()

    def _new_dialog(self, title: str, kinds: str) -> QFileDialog:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = QFileDialog(self, title, str(Path.home()), kinds)
        return self._dialog
