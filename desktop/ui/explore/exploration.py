"""One exploration: a scene, its parameters, whether the learner has predicted. No window."""

from __future__ import annotations

from typing import Any

from desktop.questions.views.parameters import Quantity, Value
from desktop.ui.explore.link import link_of
from desktop.ui.explore.scene import Scene, Story, Values


class Exploration:
    """Holds the state; whatever changes it leaves `numbers` computed for it.

    Numbers stay hidden until the learner has committed, or said not to predict. Another story asks
    anew; to change a parameter after the reveal does not.
    """

    def __init__(self, scene: Scene[Any], values: Values | None = None) -> None:
        """Raises: ValueError for values that the view does not take."""
        self.scene = scene
        self.story: Story | None = None if values else scene.stories[0]
        self._start = self._complete(values or scene.stories[0].values)
        self.values: dict[str, Value] = dict(self._start)
        self.numbers: Any = scene.compute(self.values)
        self.revealed = False
        self.predicts = True
        self._ended: Any = None  # the numbers after which there were no others

    def _complete(self, values: Values) -> dict[str, Value]:
        faults = self.scene.view.faults(values)
        if faults:
            raise ValueError(f"{self.scene.name}: {faults}")
        return self.scene.view.defaults | dict(values)

    @property
    def link(self) -> str:
        """A text that opens the same state again."""
        return link_of(self.scene.name, self.values)

    @property
    def at_end(self) -> bool:
        """Whether Play has nothing left to play."""
        parameter = self.scene.view.parameters.get(self.scene.played)
        if isinstance(parameter, Quantity):
            return self._played >= parameter.high
        return self._ended is self.numbers

    @property
    def _played(self) -> float:
        value = self.values[self.scene.played]
        return value if isinstance(value, int | float) else 0

    def tell(self, story: Story) -> None:
        """Set the scene to a story."""
        self.story = story
        self._start = self._complete(story.values)
        self.values = dict(self._start)
        self.revealed = not self.predicts
        self.numbers = self.scene.compute(self.values)

    def set(self, name: str, value: Value) -> bool:
        """Set a parameter; a value out of range is not taken, and False is returned."""
        if self.scene.view.faults({name: value}):
            return False
        self.values[name] = value
        self.numbers = self.scene.compute(self.values)
        return True

    def reveal(self, *, predicts: bool = True) -> None:
        """Show all numbers; with predicts False, from now on without asking."""
        self.revealed = True
        self.predicts = predicts

    def step(self) -> bool:
        """One step on; False at the end."""
        if self.scene.played:
            if self.at_end:
                return False
            parameter = self.scene.view.parameters[self.scene.played]
            by = parameter.step if isinstance(parameter, Quantity) else 1
            return self.set(self.scene.played, self._played + by)
        following = self.scene.advance(self.values, self.numbers)
        if following is None:
            self._ended = self.numbers
            return False
        self.numbers = following
        return True

    def rewind(self) -> None:
        """Back to the first step, with these parameters."""
        parameter = self.scene.view.parameters.get(self.scene.played)
        if isinstance(parameter, Quantity):
            self.values[self.scene.played] = parameter.low
        self.numbers = self.scene.compute(self.values)

    def reset(self) -> None:
        """Back to the parameters that the story or the card began with."""
        self.values = dict(self._start)
        self.numbers = self.scene.compute(self.values)
