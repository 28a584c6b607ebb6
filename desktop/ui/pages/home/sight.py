"""What Home shows, as plain values, and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.ui.wording import SPACE, capital, counted, is_or_are, number_word


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the table: a problem or a topic; `expected` of its `credits` as recalled today."""

    id: str
    number: str
    title: str
    due: int
    learning: int
    new: int
    expected: float
    credits: float


@dataclass(frozen=True, slots=True)
class HomeSight:
    """All that Home shows.

    The three counts are what can be studied today; `tomorrow` is what comes then, `next_days` in
    how many days the next card comes where none comes tomorrow. `begun` says whether any card was
    ever answered, `questions` how many there are.
    """

    due: int
    learning: int
    new: int
    minutes: int
    begun: bool
    questions: int
    tomorrow: int
    next_days: int | None
    problems: tuple[Group, ...]
    topics: tuple[Group, ...]

    @property
    def waiting(self) -> int:
        """All that can be studied now."""
        return self.due + self.learning + self.new

    def with_expected(self, expected: Mapping[str, float]) -> HomeSight:
        """The same with the problems' credits as they are predicted, by number."""
        problems = (
            replace(group, expected=expected.get(group.number, group.expected))
            for group in self.problems
        )
        return replace(self, problems=tuple(problems))

    def headline(self) -> str:
        """The count that matters most."""
        if not self.begun:
            return f"{counted(self.questions, 'question')} {_wait(self.questions)}"
        if self.due:
            return f"{_cards(self.due)} {is_or_are(self.due)} due"
        if self.learning:
            return f"{_cards(self.learning)} {is_or_are(self.learning)} in learning"
        if self.new:
            return f"{_cards(self.new).replace(' card', ' new card')} {_wait(self.new)}"
        return "Nothing is due"

    def sentence(self) -> str:
        """The rest, and how long it takes; or what comes next."""
        if not self.begun:
            return "Start with problem 1, or with the topic you know least."
        if not self.waiting:
            return self._next()
        rest = self._rest()
        time = f"About {counted(self.minutes, 'minute')} at your pace."
        return f"{rest} {time}" if rest else time

    def _rest(self) -> str:
        learning = self.learning if self.due else 0
        new = self.new if self.due or self.learning else 0
        said = f"{capital(number_word(learning))} more {is_or_are(learning)} in learning"
        if learning and new:
            return f"{said} and {number_word(new)} {is_or_are(new)} new."
        if learning:
            return f"{said}."
        return f"{capital(number_word(new))} more {is_or_are(new)} new." if new else ""

    def _next(self) -> str:
        if self.tomorrow:
            return f"Next: {counted(self.tomorrow, 'card')} tomorrow."
        if self.next_days is not None:
            return f"Next: in {counted(self.next_days, 'day')}."
        return f"No card is waiting. Browse shows all{SPACE}of them."


def _cards(count: int) -> str:
    return f"{capital(number_word(count))} card{'' if count == 1 else 's'}"


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"
