"""Hears what is said to the user, in the place of the window's strip."""

from __future__ import annotations

from collections.abc import Callable


class Listener:
    """Keeps the last message and what can be done about it."""

    def __init__(self) -> None:
        self.said = ""
        self.actions: dict[str, Callable[[], object]] = {}

    def say(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        self.said = text
        self.actions = dict(actions)

    def clear(self) -> None:
        self.said = ""
        self.actions = {}
