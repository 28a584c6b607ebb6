"""Between the knowledge base and the list of visualizations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.questions.views.parameters import Value
from desktop.ui.explore.link import LinkError, read_link
from desktop.ui.explore.registry import SCENES
from desktop.ui.pages.explore.entries import view_entries
from desktop.ui.pages.explore.page import ExploreIndexPage
from desktop.ui.workspace import Workspace


class ExploreIndexPresenter:
    """Lists what there is, and opens what is chosen."""

    def __init__(
        self,
        workspace: Workspace,
        page: ExploreIndexPage,
        open_view: Callable[[str, Mapping[str, Value] | None], None],
    ) -> None:
        self._workspace = workspace
        self._page = page
        self._open_view = open_view
        page.entered.connect(self.show)
        page.view_chosen.connect(self.open)
        page.link_given.connect(self.open_link)

    def show(self) -> None:
        """List the visualizations."""
        if not self._page.rows:
            self._page.show_entries(view_entries(self._workspace.bundle.cards()))

    def open(self, name: str) -> None:
        """Open a visualization with its first story."""
        self._open_view(name, None)

    def open_link(self, text: str) -> None:
        """Open the state that a link keeps, or say what is wrong with it."""
        try:
            name, values = read_link(text)
        except LinkError as error:
            self._page.say_fault(str(error))
            return
        if name not in SCENES:
            self._page.say_fault(f"The view “{name}” is not there yet.")
            return
        self._page.say_fault("")
        self._open_view(name, values)
