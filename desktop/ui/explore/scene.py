"""What one visualization has to say: numbers for its parameters, in a picture, a table and words.

A scene is pure but for its picture: `compute` asks the engine, and everything that is shown comes
from what it returns. The page carries what all scenes share: controls, predicting, stories, play,
links and exports.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar

from desktop.questions.rows import Key
from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Value, View

if TYPE_CHECKING:
    from desktop.ui.appearance import Appearance
    from desktop.ui.explore.picture import Picture

Values: TypeAlias = Mapping[str, Value]
"""Every parameter of a view by name."""

Numbers = TypeVar("Numbers")


@dataclass(frozen=True, slots=True)
class Story:
    """Parameters that make a point, under a name of one to three words."""

    name: str
    values: Values


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; numbers have so many decimals, None is for words and whole numbers."""

    title: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers of a picture; `hidden` are the (row, column) that wait for the prediction.

    Where one of several is tabled, `choices` are their keys and words, and `chosen` is the one.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[float | int | str, ...], ...]
    hidden: frozenset[tuple[int, int]] = frozenset()
    title: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the learner commits to before the picture shows it.

    `key` is the right answer as marking reads it: its kind asks for a number, a shape or a choice;
    for a choice, `options` gives each of the key's options its words.
    """

    question: str
    key: Key
    label: str = "Your answer"
    options: Mapping[str, str] = field(default_factory=dict)


class Scene(ABC, Generic[Numbers]):
    """One visualization.

    `name` is its name in desktop/questions/views; `stories` has two or more, the first of which is
    shown at the start; `played` names the parameter that Play moves from its low end on, "" where
    `advance` goes on by itself or nothing moves. `speed` is Play's, of those in player.py. `tabled`
    names the parameter that says which of the table's choices it shows.
    """

    name: ClassVar[str]
    stories: ClassVar[tuple[Story, ...]]
    played: ClassVar[str] = ""
    speed: ClassVar[str] = "normal"
    tabled: ClassVar[str] = ""

    @property
    def view(self) -> View:
        """Its parameters."""
        return VIEWS[self.name]

    @abstractmethod
    def compute(self, values: Values) -> Numbers:
        """The numbers for these parameters, from the engine."""

    @abstractmethod
    def title(self, values: Values) -> str:
        """What the page is headed with."""

    @abstractmethod
    def caption(self, values: Values, numbers: Numbers) -> str:
        """One sentence on what to look for; it does not give the prediction away."""

    @abstractmethod
    def table(self, values: Values, numbers: Numbers) -> DataTable:
        """The numbers shown."""

    @abstractmethod
    def prediction(self, values: Values, numbers: Numbers) -> Prediction:
        """What to predict for these parameters."""

    @abstractmethod
    def verdict(self, values: Values, numbers: Numbers) -> str:
        """Why the answer is what it is, in one or two sentences with these numbers."""

    @abstractmethod
    def sentence(self, values: Values, numbers: Numbers) -> str:
        """What a screen reader says of the picture once it is revealed."""

    @abstractmethod
    def picture(self, appearance: Appearance) -> Picture[Numbers]:
        """A new picture."""

    def controls(self, values: Values) -> tuple[str, ...]:
        """The parameters that have a control now; the others are set in the picture or not used."""
        return tuple(self.view.parameters)

    def controlled(self, values: Values, revealed: bool) -> Values:
        """What the controls stand at; a scene may stand at less before the prediction."""
        return values

    def advances(self, values: Values) -> bool:
        """Whether Play and Step do something."""
        return bool(self.played)

    def advance(self, values: Values, numbers: Numbers) -> Numbers | None:
        """The numbers one step on, or None at the end, for scenes that go on by themselves."""
        return None
