"""The profile: where it lies, whether it is sound, its backups, and the way out and in as text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.rows_model import RowsModel, RowTexts
from desktop.ui.controls.section_head import SectionHead
from desktop.ui.controls.table import Table
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words

ROW = 34
SUFFIX = ".jsonl"
FILTER = f"Endterm’s reviews as text (*{SUFFIX});;All files (*)"
TEXT = "Every entry of the log as a line of text, readable without this program."


class Question(QWidget):
    """What came of something; or what a restore would do, with both ways on."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.told = Words(appearance, "", Role.BODY, wrap=True)
        self.confirm = Button(appearance, "", "", Kind.FILLED)
        self.decline = Button(appearance, "Keep the profile as it is", "", Kind.TEXT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addLayout(_line(self.confirm, self.decline))
        self.ask("", "")

    def tell(self, words: str) -> None:
        """Say what came of something."""
        self.ask(words, "")

    def ask(self, words: str, confirm: str) -> None:
        """Say what would happen, and offer it."""
        self.told.set_text(words)
        self.confirm.set_words(confirm)
        self.setVisible(bool(words))
        self.confirm.setVisible(bool(confirm))
        self.decline.setVisible(bool(confirm))


class ProfileView(Themed, QWidget):
    """Emits what is asked for; says what came of it."""

    check_asked = Signal()
    back_up_asked = Signal()
    verify_asked = Signal(int)  # the row of a backup
    restore_asked = Signal(int)
    restore_confirmed = Signal()
    restore_declined = Signal()
    export_asked = Signal(str)  # a path
    import_asked = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.place = Words(appearance, "", Role.BODY, wrap=True)
        self.check = Button(appearance, "Check the profile")
        self.back_up = Button(appearance, "Back up now")
        self.checked = Words(appearance, "", Role.BODY, wrap=True)
        self.table = Table(appearance, "Backups", row=ROW, role=Role.BODY, whole=True)
        self.model = RowsModel(RowTexts(("Made", "Why", "Entries"), (), frozenset({2})), self)
        self.table.setModel(self.model)
        self.verify = Button(appearance, "Verify", "", Kind.TEXT)
        self.restore = Button(appearance, "Restore …", "", Kind.TEXT)
        self.of_backup = Question(appearance)
        self.of_text = Question(appearance)
        self.export = Button(appearance, "Export …")
        self.bring = Button(appearance, "Import …")
        self._dialog: QFileDialog | None = None
        self._lay_out(appearance)
        self._connect()
        self.show_backups(())
        self.follow(appearance)

    def show_place(self, folder: str) -> None:
        """Say where the profile lies."""
        self.place.set_text(folder)

    def show_check(self, words: str) -> None:
        """Say what the check found."""
        self.checked.set_text(words)
        self.checked.setVisible(bool(words))

    def show_backups(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        """Show the backups; the newest is chosen."""
        self.model.show_texts(self.model.texts._replace(rows=rows))
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        for button in (self.verify, self.restore):
            button.setVisible(bool(rows))

    def restyle(self) -> None:
        """Take the theme's sizes."""
        head = self.table.horizontalHeader()
        for column, width in ((0, 220), (2, 110)):
            head.setSectionResizeMode(column, head.ResizeMode.Fixed)
            head.resizeSection(column, self.theme.px(width))
        head.setSectionResizeMode(1, head.ResizeMode.Stretch)
        super().restyle()

    def _lay_out(self, appearance: Appearance) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        place = "All that you did is in this folder. Copy it to take it along."
        column.addWidget(SectionHead(appearance, "Profile", place))
        column.addWidget(self.place)
        column.addLayout(_line(self.check, self.back_up))
        column.addWidget(self.checked)
        column.addSpacing(16)
        kept = "Made at the start, each half an hour and at the end, and proven readable."
        column.addWidget(SectionHead(appearance, "Backups", kept))
        column.addWidget(self.table)
        column.addLayout(_line(self.verify, self.restore))
        column.addWidget(self.of_backup)
        column.addSpacing(16)
        column.addWidget(SectionHead(appearance, "As text", TEXT))
        column.addLayout(_line(self.export, self.bring))
        column.addWidget(self.of_text)

    def _connect(self) -> None:
        self.check.clicked.connect(self.check_asked)
        self.back_up.clicked.connect(self.back_up_asked)
        self.verify.clicked.connect(self._verify)
        self.restore.clicked.connect(self._restore)
        self.table.row_chosen.connect(self.restore_asked)
        for question in (self.of_backup, self.of_text):
            question.confirm.clicked.connect(self.restore_confirmed)
            question.decline.clicked.connect(self.restore_declined)
        self.export.clicked.connect(self._export)
        self.bring.clicked.connect(self._import)

    def _verify(self) -> None:
        self.verify_asked.emit(self.table.currentIndex().row())

    def _restore(self) -> None:
        self.restore_asked.emit(self.table.currentIndex().row())

    def _export(self) -> None:
        dialog = self._file_dialog("Export the reviews", self.export_asked)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(f"endterm-reviews{SUFFIX}")
        dialog.open()

    def _import(self) -> None:
        dialog = self._file_dialog("Import reviews", self.import_asked)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _file_dialog(self, title: str, chosen: SignalInstance) -> QFileDialog:
        """A dialog that the app does not wait for."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = QFileDialog(self, title, str(Path.home()), FILTER)
        self._dialog.fileSelected.connect(chosen)
        return self._dialog


def _line(*buttons: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(20)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line
