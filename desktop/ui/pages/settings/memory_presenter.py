"""Fits the schedule's parameters on request; what is better may be adopted, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.review.store import StoreError
from desktop.ui.idle import Idle
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.speaker import Speaker
from desktop.ui.wording import counted
from desktop.ui.workspace import Workspace

Parameters = tuple[float, ...]


class MemoryPresenter:
    """Connects the page's part about memory with the log."""

    def __init__(
        self,
        workspace: Workspace,
        page: SettingsPage,
        speaker: Speaker,
        idle: Idle,
        changed: Callable[[], object],
    ) -> None:
        self._store, self._view = workspace.store, page.memory
        self._speaker, self._idle, self._changed = speaker, idle, changed
        self._fitted: Parameters | None = None
        self._former: Parameters | None = None
        view = self._view
        view.fit_asked.connect(self.fit)
        view.adopt_asked.connect(self.adopt)
        view.keep_asked.connect(self.keep)
        view.back_asked.connect(self.go_back)

    def fit(self) -> None:
        """Fit, in the next idle moment."""
        self._view.show_working("Fitting to your reviews …")
        self._idle.do("fit", self._fitting())

    def _fitting(self) -> Iterator[None]:
        yield
        from desktop.review.fitting import TooFewReviewsError, fit  # only who asks needs it

        settings = self._store.scheduler.settings
        try:
            result = fit(self._store.counted_rows(), settings)
        except TooFewReviewsError as error:
            self._view.show_result(
                "Too few reviews tell how long you remember: "
                f"{error.known} of the {error.needed} that it takes."
            )
            return
        except StoreError as error:
            self._view.show_result(str(error))
            return
        measured = (
            f"On {counted(result.held_out, 'review')} that they have not seen, log loss is "
            f"{result.before:.4f} with the present parameters and {result.after:.4f} with those "
            f"fitted to the {result.fitted:,} before; less is better."
        )
        if result.better:
            self._fitted = result.parameters
            self._view.show_result(measured, adoptable=True)
        else:
            chance = "So small a gain may be chance. " if result.after < result.before else ""
            self._view.show_result(f"{measured} {chance}The present ones stay.")

    def adopt(self) -> None:
        """Let the fitted parameters count; each card's memory is worked out anew."""
        former = self._store.scheduler.settings.parameters
        if self._fitted is not None and self._change(self._fitted):
            self._former, self._fitted = former, None
            self._view.show_result(
                "The fitted parameters count from now on. Due dates stay as they are.",
                reversible=True,
            )

    def keep(self) -> None:
        """Leave the parameters as they are."""
        self._fitted = None
        self._view.show_result("The present parameters stay.")

    def go_back(self) -> None:
        """Let the former parameters count again."""
        if self._former is not None and self._change(self._former):
            self._former = None
            self._view.show_result("The former parameters count again.")

    def _change(self, parameters: Parameters) -> bool:
        settings = replace(self._store.scheduler.settings, parameters=parameters)
        try:
            self._store.change_schedule(settings)
        except StoreError as error:
            self._speaker.say(str(error))
            return False
        self._changed()
        return True
