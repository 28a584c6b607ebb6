"""Where messages to the user stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Speaker(Protocol):
    """Shows one message at a time until it is settled; the window's strip is one."""

    def say(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show a message with what can be done."""

    def clear(self) -> None:
        """Take it away."""
