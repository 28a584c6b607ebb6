"""The pages of the window, in the order of their tabs; each is made when it is opened first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.questions.views.parameters import Value
from desktop.review.selection import Selection
from desktop.review.task import Task
from desktop.ui.idle import Idle
from desktop.ui.page import Page
from desktop.ui.shell import PageEntry
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.ui.pages.exam.exam_desk import ExamDesk
    from desktop.ui.pages.settings.page import SettingsPage

HOME, REVIEW, BROWSE, EXPLORE = "home", "review", "browse", "explore"
EXAM, STATISTICS, SETTINGS = "exam", "statistics", "settings"
SITTING = "sitting"  # a paper that is being written; the page Exam leads to it
VIEW = "view"  # one visualization; the page Explore, a card or a link leads to it


class Desk(Protocol):
    """What a page may ask of the window."""

    speaker: Speaker
    idle: Idle

    def open_page(self, key: str) -> None:
        """Bring a page up."""

    def start_review(self, selection: Selection) -> None:
        """Open the review with a choice of cards."""

    def open_view(self, name: str, values: Mapping[str, Value] | None, origin: str = "") -> None:
        """Open a visualization, with its first story or with values."""

    def open_view_of(self, task: Task, counts: bool) -> None:
        """Open a card's visualization; if it `counts`, a prediction there is the card's review."""

    def count_prediction(self, right: bool) -> None:
        """A prediction was committed."""

    def restore(self, source: Path) -> None:
        """Put a backup or an export in the profile's place."""


class Pages:
    """Makes the pages and keeps their presenters."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self._workspace = workspace
        self._desk = desk
        self.presenters: dict[str, object] = {}
        self._exam_desk: ExamDesk | None = None
        self._settings_page: SettingsPage | None = None

    def entries(self) -> tuple[PageEntry, ...]:
        """Key, title and maker of every page."""
        return (
            PageEntry(HOME, "Home", self._home),
            PageEntry(REVIEW, "Review", self._review),
            PageEntry(BROWSE, "Browse", self._browse),
            PageEntry(EXPLORE, "Explore", self._explore),
            PageEntry(EXAM, "Exam", self._exam),
            PageEntry(STATISTICS, "Statistics", self._statistics),
            PageEntry(SETTINGS, "Settings", self._settings),
            PageEntry(VIEW, "", self._view),
            PageEntry(SITTING, "", self._sitting),
        )

    def _home(self) -> Page:
        from desktop.ui.pages.home.page import HomePage
        from desktop.ui.pages.home.presenter import HomePresenter
        from desktop.ui.pages.home.readiness_presenter import ReadinessPresenter

        page = HomePage(self._workspace.appearance)
        desk = self._desk
        self.presenters[HOME] = (
            HomePresenter(self._workspace, page, desk.start_review, desk.speaker),
            ReadinessPresenter(
                self._workspace, page, desk.idle, desk.start_review, self._open_exam_date
            ),
        )
        return page

    def _review(self) -> Page:
        from desktop.ui.reviewing.page import ReviewPage
        from desktop.ui.reviewing.presenter import ReviewPresenter

        workspace = self._workspace
        page = ReviewPage(workspace.texts, workspace.grader)
        self.presenters[REVIEW] = ReviewPresenter(
            workspace, page, self._desk.speaker, self._desk.idle, self._desk.open_view_of
        )
        return page

    def _browse(self) -> Page:
        from desktop.ui.pages.browse.page import BrowsePage
        from desktop.ui.pages.browse.presenter import BrowsePresenter, filter_words

        workspace = self._workspace
        page = BrowsePage(workspace.texts, filter_words(workspace.deck))
        self.presenters[BROWSE] = BrowsePresenter(
            workspace, page, self._desk.speaker, self._tell_review, self._desk.start_review
        )
        return page

    def _explore(self) -> Page:
        from desktop.ui.pages.explore.page import ExploreIndexPage
        from desktop.ui.pages.explore.presenter import ExploreIndexPresenter

        page = ExploreIndexPage(self._workspace.appearance)
        self.presenters[EXPLORE] = ExploreIndexPresenter(
            self._workspace, page, self._desk.open_view
        )
        return page

    def _view(self) -> Page:
        from desktop.ui.explore.explore_page import ExplorePage

        page = ExplorePage(self._workspace.appearance, self._workspace.grader.marker)
        page.told.connect(self._desk.speaker.say)
        page.committed.connect(self._desk.count_prediction)
        return page

    def _exam(self) -> Page:
        from desktop.ui.pages.exam.page import ExamPage
        from desktop.ui.pages.exam.presenter import ExamPresenter

        desk = self._desk
        page = ExamPage(self._workspace.texts)
        self.presenters[EXAM] = ExamPresenter(
            self.exam_desk(), page, desk.speaker, self._open_sitting, desk.start_review
        )
        return page

    def _sitting(self) -> Page:
        from desktop.ui.pages.exam.sitting_page import SittingPage
        from desktop.ui.pages.exam.sitting_presenter import SittingPresenter

        workspace = self._workspace
        page = SittingPage(workspace.texts, workspace.grader)
        self.presenters[SITTING] = SittingPresenter(
            self.exam_desk(), page, self._desk.speaker, self._show_report
        )
        return page

    def exam_desk(self) -> ExamDesk:
        """What both pages of the exam work on."""
        from desktop.ui.pages.exam.exam_desk import ExamDesk

        if self._exam_desk is None:
            self._exam_desk = ExamDesk(self._workspace)
        return self._exam_desk

    def _open_exam_date(self) -> None:
        """The settings, with the cursor in the exam's date."""
        self._desk.open_page(SETTINGS)
        if self._settings_page is not None:
            self._settings_page.reveal("exam_day")

    def _open_sitting(self) -> None:
        self._desk.open_page(SITTING)

    def _show_report(self, uid: str) -> None:
        """A paper is finished: its answers count, and its report is shown."""
        from desktop.ui.pages.exam.presenter import ExamPresenter

        self._tell_review()
        self._desk.open_page(EXAM)
        presenter = self.presenters[EXAM]
        assert isinstance(presenter, ExamPresenter)
        presenter.open_uid(uid)

    def _statistics(self) -> Page:
        from desktop.ui.pages.statistics.page import StatisticsPage
        from desktop.ui.pages.statistics.presenter import StatisticsPresenter

        page = StatisticsPage(self._workspace.appearance)
        self.presenters[STATISTICS] = StatisticsPresenter(self._workspace, page, self._desk.speaker)
        return page

    def _settings(self) -> Page:
        from desktop.ui.pages.settings.anki_presenter import AnkiPresenter
        from desktop.ui.pages.settings.memory_presenter import MemoryPresenter
        from desktop.ui.pages.settings.page import SettingsPage
        from desktop.ui.pages.settings.presenter import SettingsPresenter
        from desktop.ui.pages.settings.profile_presenter import ProfilePresenter

        workspace, desk = self._workspace, self._desk
        self._settings_page = page = SettingsPage(workspace.appearance)
        self.presenters[SETTINGS] = (
            SettingsPresenter(workspace, page, desk.speaker, self._tell_review),
            MemoryPresenter(workspace, page, desk.speaker, desk.idle, self._tell_review),
            ProfilePresenter(workspace, page, desk.idle, desk.restore),
            AnkiPresenter(workspace, page, self._tell_review),
        )
        return page

    def _tell_review(self) -> None:
        """What another page has written changes what a sitting shows next."""
        from desktop.ui.reviewing.presenter import ReviewPresenter

        presenter = self.presenters.get(REVIEW)
        if isinstance(presenter, ReviewPresenter):
            presenter.take_in_changes()
