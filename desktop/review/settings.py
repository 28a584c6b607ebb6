"""A learner's preferences, kept in the profile; what the schedule depends on is in the log."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Protocol, TypeAlias

NewOrder: TypeAlias = Literal["exam", "topic"]
NewPlacement: TypeAlias = Literal["mixed", "before", "after"]
Appearance: TypeAlias = Literal["system", "light", "dark"]

MOST_CARDS = 9999
PREFIX = "preferences."


class PreferenceError(ValueError):
    """Preferences that cannot work; the message names all that is wrong."""


class SettingsStore(Protocol):
    """What keeps texts by name."""

    def setting(self, key: str) -> str | None:
        """The text kept under a name, or None."""

    def set_setting(self, key: str, value: str) -> None:
        """Keep a text under a name."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a learner wants to study, and how the window looks.

    Limits count cards a study day. `drills` takes them into the sitting; `bury_siblings` shows one
    card of a question a day. A card lapsed `leech_lapses` times is a leech. Cards in learning come
    up to `ahead_min` minutes early when nothing else is left. `text_size` in percent; `window` is
    the state that the window wrote.

    Raises: PreferenceError with every problem.
    """

    new_per_day: int = 10
    reviews_per_day: int = 200
    new_order: NewOrder = "exam"
    new_placement: NewPlacement = "mixed"
    drills: bool = True
    bury_siblings: bool = True
    leech_lapses: int = 8
    ahead_min: int = 20
    text_size: int = 100
    appearance: Appearance = "system"
    window: str = ""

    def __post_init__(self) -> None:
        problems = [
            f"{name.replace('_', ' ')} is {getattr(self, name)!r}: take {wanted}"
            for name, (accepts, wanted) in RULES.items()
            if not accepts(getattr(self, name))
        ]
        if problems:
            raise PreferenceError("; ".join(problems))


def _whole(low: int, high: int) -> tuple[Callable[[Any], bool], str]:
    return lambda value: type(value) is int and low <= value <= high, f"{low} to {high}"


def _one_of(*words: object) -> tuple[Callable[[Any], bool], str]:
    def accepts(value: Any) -> bool:
        return any(type(value) is type(word) and value == word for word in words)

    return accepts, " or ".join(str(word).lower() for word in words)


RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "new_per_day": _whole(0, MOST_CARDS),
    "reviews_per_day": _whole(0, MOST_CARDS),
    "new_order": _one_of("exam", "topic"),
    "new_placement": _one_of("mixed", "before", "after"),
    "drills": _one_of(True, False),
    "bury_siblings": _one_of(True, False),
    "leech_lapses": _whole(1, 99),
    "ahead_min": _whole(0, 240),
    "text_size": _one_of(90, 100, 115, 130),
    "appearance": _one_of("system", "light", "dark"),
    "window": (lambda value: isinstance(value, str) and len(value) <= 100_000, "a short text"),
}


def read_settings(store: SettingsStore) -> Settings:
    """The preferences of a profile; one that is missing or unreadable is the usual one."""
    settings = Settings()
    for field in fields(Settings):
        text = store.setting(PREFIX + field.name)
        try:
            settings = replace(settings, **{field.name: json.loads(text or "")})
        except ValueError:  # no JSON, or out of range
            continue
    return settings


def write_settings(store: SettingsStore, before: Settings, after: Settings) -> None:
    """Keep what differs."""
    for field in fields(Settings):
        value = getattr(after, field.name)
        if value != getattr(before, field.name):
            store.set_setting(PREFIX + field.name, json.dumps(value))
