"""The page that all scenes share: picture and table, beside them prediction and controls."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.questions.marking import Marker
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.words import Words
from desktop.ui.explore.asking import Asking
from desktop.ui.explore.data_view import DataView
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.export import save
from desktop.ui.explore.page_rows import LinkRow, PlayRow, StoryRow
from desktop.ui.explore.parameter_controls import ParameterControls
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.player import Player
from desktop.ui.explore.prediction_box import PredictionBox
from desktop.ui.explore.registry import scene_of
from desktop.ui.explore.scene import Values
from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page

FILES = "Picture (*.png);;Drawing (*.svg);;Numbers (*.csv)"


class ExplorePage(Page):
    """Shows one exploration at a time.

    `committed` tells whether the prediction was right; who opened the page may count it as a
    review. `told` is a sentence for the window's strip.
    """

    place = Place.EXPLORE
    absorbing = True

    committed = Signal(bool)
    told = Signal(str)

    def __init__(
        self, appearance: Appearance, marker: Marker, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, parent)
        self._marker = marker
        self.exploration: Exploration | None = None
        self.picture: Picture[Any] | None = None
        self.player = Player(self)
        self.player.stepped.connect(self.step)
        self.player.changed.connect(self._name_play)
        self.left.connect(self.player.pause)
        self.entered.connect(self.tell_place)
        self._origin = ""
        self._grid: Grid | None = None

    def open(
        self, name: str, values: Values | None = None, origin: str = "", counts_for: str = ""
    ) -> None:
        """Open a view, with a card's own values or with its first story.

        `origin` says where it was opened from, `counts_for` which drill a prediction counts for.
        Raises: KeyError for an unknown view; ValueError for values that it does not take.
        """
        self.player.pause()
        self.exploration = Exploration(scene_of(name), values)
        self.player.set_speed(self.exploration.scene.speed)
        self._origin = origin
        self._build(self.exploration, counts_for)
        self.asking.ask()
        self.show_all()

    def tell_place(self) -> None:
        """Say in the window's bar where one is."""
        if self.exploration is not None:
            where = f"Explore, opened from {self._origin}" if self._origin else "Explore"
            self.progressed.emit(where, self.exploration.scene.view.title, 0.0)

    def show_all(self) -> None:
        """Show the exploration as it is now."""
        now = self.exploration
        if now is None or self.picture is None:
            return
        scene, values, numbers = now.scene, now.values, now.numbers
        self.title.set_text(scene.title(values))
        self.caption.set_text(scene.caption(values, numbers))
        self.picture.show_numbers(values, numbers, now.revealed)
        said = scene.sentence(values, numbers) if now.revealed else scene.caption(values, numbers)
        self.picture.setAccessibleName(said)
        self.data.show_table(scene.table(values, numbers), now.revealed)
        self.controls.show_values(scene.controlled(values, now.revealed), scene.controls(values))
        if now.revealed:
            self.asking.follow()
        self.play_row.offer(moves=scene.advances(values), may=self._may_play())

    # What the learner does

    def set_parameter(self, name: str, value: Any) -> None:
        """Set a parameter, from its control or in the picture; tells what is not taken."""
        if self.exploration is None:
            return
        if self.exploration.set(name, value):
            self.asking.follow()
            self.show_all()
        else:
            fault = self.exploration.scene.view.parameters[name].fault(value)
            self.told.emit(f"That is not taken: {fault}.")

    def tell_story(self, key: str) -> None:
        """Set the scene to a story."""
        if self.exploration is not None:
            self.player.pause()
            if not self.stories.isAncestorOf(self.focusWidget()):
                self.take_focus()  # what has it may hide: the page would scroll to the next
            self.exploration.tell(self.exploration.scene.stories[int(key)])
            self.stories.choose(key)
            self.asking.ask()
            self.show_all()

    def step(self) -> None:
        """One step on; at the end Play stops."""
        if self.exploration is not None and self._may_play():
            if not self.exploration.step():
                self.player.pause()
            self.show_all()

    def step_by_hand(self) -> None:
        """One step on; at the end begin again."""
        if self.exploration is not None and self._may_play() and self.exploration.at_end:
            self.exploration.rewind()
            self.show_all()
        else:
            self.step()

    def play(self) -> None:
        """Play, from the first step where it is at the end; or pause."""
        if self.exploration is None or not self._may_play():
            return
        if not self.player.playing and self.exploration.at_end:
            self.exploration.rewind()
        self.player.toggle()
        self.show_all()

    def reset(self) -> None:
        """Back to where the story began."""
        if self.exploration is not None:
            self.player.pause()
            self.exploration.reset()
            self.show_all()

    def copy_link(self) -> None:
        """Put the link to this state on the clipboard."""
        if self.exploration is not None:
            QGuiApplication.clipboard().setText(self.exploration.link)
            self.told.emit("The link is copied. Paste it into the search to open this state again.")

    def export(self) -> None:
        """Ask where to, and write picture or numbers there."""
        if self.exploration is not None:
            name, _ = QFileDialog.getSaveFileName(
                self, "Export", self.exploration.scene.name, FILES
            )
            if name:
                self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write picture or numbers, by the name's ending; tells what went wrong."""
        now, picture = self.exploration, self.picture
        if now is None or picture is None:
            return
        table = now.scene.table(now.values, now.numbers)
        try:
            save(path, picture, now.scene.title(now.values), table, now.revealed)
        except (OSError, ValueError) as error:
            self.told.emit(f"Nothing was written: {error}.")
        else:
            self.told.emit(f"{path.name} is written.")

    def handlers(self) -> Mapping[Action, Handler]:
        """What the page's keys do."""
        return {
            Action.PROCEED: self._proceed_by_key,
            Action.STEP: lambda _: self.step_by_hand(),
            Action.RESET: lambda _: self.reset(),
        }

    def _proceed_by_key(self, key: str) -> None:
        if self.exploration is not None and not self.exploration.revealed:
            self.prediction.commit()
        else:
            self.play()

    # How it is put together

    def _build(self, now: Exploration, counts_for: str) -> None:
        """Everything anew for a scene: its picture, controls and stories are its own."""
        appearance = self.appearance
        grid = Grid(appearance)
        self.title = Words(appearance, "", Role.TITLE, wrap=True)
        self.caption = Words(appearance, "", Role.REMARK, "soft", wrap=True)
        self.picture = now.scene.picture(appearance)
        self.picture.parameter_changed.connect(self.set_parameter)
        self.stories = StoryRow(appearance, now.scene.stories, card=now.story is None)
        self.stories.chosen.connect(self._choose_story)
        self.data = DataView(appearance)
        self.data.chosen.connect(partial(self.set_parameter, now.scene.tabled))
        for widget, gap in (
            (self.title, 6),
            (self.caption, 10),
            (self.picture, 4),
            (self.stories, 12),
        ):
            grid.main.addWidget(widget)
            grid.main.addSpacing(gap)
        self._fill_margin(grid, now, counts_for)
        grid.narrowed.connect(partial(self._place_data, grid))
        self._place_data(grid, grid.is_narrow)
        self._replace(grid)

    def _fill_margin(self, grid: Grid, now: Exploration, counts_for: str) -> None:
        """Prediction, play, controls: in the order in which they are needed."""
        appearance = self.appearance
        self.prediction = PredictionBox(appearance, self._marker)
        for gone in (self.prediction.committed, self.prediction.skipped):
            gone.connect(self.take_focus)  # before its field hides: the next control is far below
        self.asking = Asking(now, self.prediction, counts_for)
        self.asking.revealed.connect(self.show_all)
        self.asking.committed.connect(self.committed)
        self.play_row = PlayRow(appearance)
        self.play_row.play.clicked.connect(self.play)
        self.play_row.step.clicked.connect(self.step_by_hand)
        self.controls = ParameterControls(appearance, now.scene.view)
        self.controls.changed.connect(self.set_parameter)
        links = LinkRow(appearance)
        links.link.clicked.connect(self.copy_link)
        links.export.clicked.connect(self.export)
        links.reset.clicked.connect(self.reset)
        rule = Hairline(appearance)
        for block in (self.prediction, self.play_row, rule, self.controls, links):
            grid.add_margin(block)

    def _place_data(self, grid: Grid, narrow: bool) -> None:
        """Below the picture; in one column below the controls, since one predicts before."""
        (grid.margin if narrow else grid.main).addWidget(self.data)

    def _replace(self, grid: Grid) -> None:
        old, self._grid = self._grid, grid
        layout = self.layout()
        if layout is None:
            layout = QHBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
        if old is not None:
            layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        layout.addWidget(grid)

    def _choose_story(self, key: str) -> None:
        if key:
            self.tell_story(key)
        else:
            self.reset()

    def _may_play(self) -> bool:
        now = self.exploration
        return now is not None and now.revealed and now.scene.advances(now.values)

    def _name_play(self) -> None:
        if self._grid is not None:
            self.play_row.name_play(self.player.playing)
