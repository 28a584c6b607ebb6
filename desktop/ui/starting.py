"""Opening bundle and profile; what fails is said with what is safe and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.questions.bundle import Bundle, BundleError
from desktop.review.clock import Clock
from desktop.review.settings import read_settings
from desktop.review.store import Store, StoreUnavailable
from desktop.review.store.errors import Damaged, Locked
from desktop.review.store.files import Files
from desktop.typeset.fonts import FontError, register_fonts
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.errors import ErrorDesk
from desktop.ui.message_window import Choice, MessageWindow
from desktop.ui.window import Window
from desktop.ui.workspace import Workspace

UNTOUCHED = "Your reviews are untouched."
OPEN_ELSEWHERE = "Endterm is open in another window."
SWITCH = "Switch to it, or open this one to read only."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be opened."""

    profile: Path
    bundle: Path
    read_only: bool = False


class Starter:
    """Tries to open what is wanted until it is open, or the user gives up."""

    def __init__(self, wanted: Wanted, clock: Clock) -> None:
        self._wanted = wanted
        self._clock = clock
        self._appearance = Appearance()
        self.message: MessageWindow | None = None
        self.window: Window | None = None
        self.errors = ErrorDesk(self._appearance, wanted.profile)

    def start(self) -> None:
        """Open all, then show the window; or say what is in the way."""
        self._close_message()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._appearance.apply(application)
        self.errors.install()
        try:
            bundle = self._open_bundle()
        except (BundleError, FontError) as error:
            self._say_bundle(error)
            return
        try:
            store = Store.open(self._wanted.profile, self._clock, read_only=self._wanted.read_only)
        except StoreUnavailable as error:
            bundle.close()
            self._say_profile(error)
            return
        self._open_window(bundle, store)

    def close(self) -> None:
        """Let everything go, in an order that Qt likes."""
        self.errors.remove()
        if self.window is not None:
            self.window.shell.close()
            self.window.shell.deleteLater()
            self.window.deleteLater()
        self._close_message()
        QApplication.processEvents()

    def _open_bundle(self) -> Bundle:
        bundle = Bundle(self._wanted.bundle)
        try:
            register_fonts(bundle)
        except BaseException:
            bundle.close()
            raise
        return bundle

    def _open_window(self, bundle: Bundle, store: Store) -> None:
        settings = read_settings(store)
        self._appearance.set_scale(settings.text_size / 100)
        self._appearance.set_scheme(Scheme(settings.appearance))
        self.window = Window(Workspace(bundle, store, self._appearance))
        self.window.restore_asked.connect(self._replace)
        self.window.open()

    def _replace(self, source: Path) -> None:
        """Put another file's rows in the profile's place, and open it again."""
        window, self.window = self.window, None
        if window is not None:
            window.end()
            window.shell.hide()
            window.shell.deleteLater()
            window.deleteLater()
        self._restore(source)

    # What can be in the way

    def _say_bundle(self, error: Exception) -> None:
        what, _, remedy = str(error).partition(". ")
        self._say(
            f"{what}.",
            (UNTOUCHED, remedy),
            Choice("Choose another file", self._choose_bundle),
            Choice("Try again", self.start),
        )

    def _say_profile(self, error: StoreUnavailable) -> None:
        what, rest = error.what, (error.safe, error.remedy)
        look = Choice("Open to read only", self._open_read_only)
        other = Choice("Choose another folder", self._choose_profile)
        again = Choice("Try again", self.start)
        if isinstance(error, Locked):
            self._say(OPEN_ELSEWHERE, (error.safe, SWITCH), look, again)
        elif isinstance(error, Damaged):
            self._say(what, rest, *self._restorations(), other)
        elif self._wanted.read_only:
            self._say(what, rest, again, other)
        else:
            self._say(what, rest, again, look, other)

    def _restorations(self) -> list[Choice]:
        """What a damaged profile can be restored from; else a fresh beginning."""
        from desktop.review.store import restore

        source = restore.best_source(self._wanted.profile)
        if source is None:
            return [Choice("Start afresh", self._start_afresh)]
        words = f"Restore {source.extent.reviews:,} reviews"
        return [Choice(words, partial(self._restore, source.path))]

    def _restore(self, path: Path) -> None:
        from desktop.review.store import restore

        folder, now = self._wanted.profile, self._clock.now_ms()
        self._then_start(partial(restore.restore, folder, path, now, Files()))

    def _start_afresh(self) -> None:
        from desktop.review.store import restore

        folder, now = self._wanted.profile, self._clock.now_ms()
        self._then_start(partial(restore.start_afresh, folder, now, Files()))

    def _then_start(self, work: Callable[[], object]) -> None:
        try:
            work()
        except StoreUnavailable as error:
            self._close_message()
            self._say_profile(error)
            return
        self.start()

    def _open_read_only(self) -> None:
        self._wanted = replace(self._wanted, read_only=True)
        self.start()

    def _choose_bundle(self) -> None:
        folder = str(self._wanted.bundle.parent)
        name, _ = QFileDialog.getOpenFileName(
            self.message, "Choose a bundle", folder, "Endterm bundles (*.bundle);;All files (*)"
        )
        if name:
            self._wanted = replace(self._wanted, bundle=Path(name))
            self.start()

    def _choose_profile(self) -> None:
        folder = str(self._wanted.profile.parent)
        name = QFileDialog.getExistingDirectory(self.message, "Choose a folder", folder)
        if name:
            self._wanted = replace(self._wanted, profile=Path(name), read_only=False)
            self.start()

    def _say(self, what: str, rest: tuple[str, ...], *choices: Choice) -> None:
        quit_app = Choice("Quit", QApplication.quit)
        sentences = [sentence for sentence in rest if sentence]
        self.message = MessageWindow(self._appearance, what, sentences, [*choices, quit_app])
        self.message.show()

    def _close_message(self) -> None:
        if self.message is not None:
            message, self.message = self.message, None
            message.hide()
            message.deleteLater()
