"""The one table of keys: what is pressed, what it does, where. `?` shows it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Place(StrEnum):
    """Where keys act."""

    ANYWHERE = "Anywhere"
    HOME = "Home"
    REVIEW = "Review"
    EXAM = "Exam"
    SITTING = "Mock exam"
    EXPLORE = "Explore"
    BROWSE = "Browse"
    STATISTICS = "Statistics"
    SETTINGS = "Settings"


class Action(StrEnum):
    """What keys do."""

    PAGE = "page"
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL_SIZE = "usual_size"
    SEARCH = "search"
    ALL_KEYS = "all_keys"
    LEAVE = "leave"
    PROCEED = "proceed"
    WEAK = "weak"
    TOPICS = "topics"
    UNDO = "undo"
    REDO = "redo"
    RATE = "rate"
    LETTER = "letter"
    UNKNOWN = "unknown"
    ANOTHER = "another"
    HISTORY = "history"
    BURY = "bury"
    SUSPEND = "suspend"
    FLAG = "flag"
    STEP = "step"
    RESET = "reset"
    TABLE = "table"
    EXPLORE = "explore"
    CERTAINTY = "certainty"
    PREVIOUS = "previous"
    NEXT = "next"
    MARK = "mark"
    TIME = "time"
    NEXT_MINUTES = "next_minutes"
    STUDY = "study"
    PRACTICE = "practice"


class KeyEntry(NamedTuple):
    """One line of the table; any of `keys` does it."""

    place: Place
    action: Action
    keys: tuple[str, ...]
    words: str


KEYS = (
    KeyEntry(Place.ANYWHERE, Action.PAGE, tuple(f"Ctrl+{n}" for n in range(1, 8)), "Go to a page"),
    KeyEntry(Place.ANYWHERE, Action.SEARCH, ("/",), "Search the cards"),
    KeyEntry(Place.ANYWHERE, Action.LARGER, ("Ctrl++", "Ctrl+="), "Larger text"),
    KeyEntry(Place.ANYWHERE, Action.SMALLER, ("Ctrl+-",), "Smaller text"),
    KeyEntry(Place.ANYWHERE, Action.USUAL_SIZE, ("Ctrl+0",), "Text as designed"),
    KeyEntry(Place.ANYWHERE, Action.LEAVE, ("Esc",), "Leave, or go back"),
    KeyEntry(Place.ANYWHERE, Action.ALL_KEYS, ("?",), "Show all keys"),
    KeyEntry(Place.HOME, Action.PROCEED, ("Enter", "Space"), "Start the review"),
    KeyEntry(Place.HOME, Action.WEAK, ("W",), "Review only the weak cards"),
    KeyEntry(Place.HOME, Action.TOPICS, ("T",), "Choose by topic, or by problem"),
    KeyEntry(Place.HOME, Action.NEXT_MINUTES, ("S",), "Start the next 30 minutes"),
    KeyEntry(Place.HOME, Action.UNDO, ("U", "Ctrl+Z"), "Undo"),
    KeyEntry(Place.HOME, Action.REDO, ("Ctrl+Y", "Ctrl+Shift+Z"), "Redo"),
    KeyEntry(Place.REVIEW, Action.PROCEED, ("Enter", "Space"), "Press the filled button"),
    KeyEntry(Place.REVIEW, Action.RATE, ("1", "2", "3", "4"), "Rate Again, Hard, Good, Easy"),
    KeyEntry(Place.REVIEW, Action.LETTER, tuple("ABCDEF"), "Tick an option, or a rubric item"),
    KeyEntry(Place.REVIEW, Action.UNKNOWN, ("0",), "I don’t know"),
    KeyEntry(Place.REVIEW, Action.ANOTHER, ("N",), "Another one, for practice"),
    KeyEntry(Place.REVIEW, Action.EXPLORE, ("X",), "Explore: the card’s visualization"),
    KeyEntry(Place.REVIEW, Action.HISTORY, ("H",), "History of this card"),
    KeyEntry(Place.REVIEW, Action.UNDO, ("U", "Ctrl+Z"), "Undo"),
    KeyEntry(Place.REVIEW, Action.REDO, ("Ctrl+Y", "Ctrl+Shift+Z"), "Redo"),
    KeyEntry(Place.REVIEW, Action.BURY, ("-",), "Bury until tomorrow"),
    KeyEntry(Place.REVIEW, Action.SUSPEND, ("!",), "Suspend"),
    KeyEntry(Place.REVIEW, Action.FLAG, ("*",), "Flag, or take the flag away"),
    KeyEntry(Place.EXAM, Action.PROCEED, ("Enter", "Space"), "Press the filled button"),
    KeyEntry(Place.SITTING, Action.PROCEED, ("Enter", "Space"), "Press the filled button"),
    KeyEntry(Place.SITTING, Action.PREVIOUS, ("PgUp",), "The question before"),
    KeyEntry(Place.SITTING, Action.NEXT, ("PgDn",), "The next question"),
    KeyEntry(Place.SITTING, Action.LETTER, tuple("ABCDEF"), "Tick an option, or a rubric item"),
    KeyEntry(Place.SITTING, Action.CERTAINTY, ("1", "2", "3", "4"), "How sure you are"),
    KeyEntry(Place.SITTING, Action.MARK, ("M",), "Mark for later, or no longer"),
    KeyEntry(Place.SITTING, Action.TIME, ("T",), "Hide the time, or show it"),
    KeyEntry(
        Place.EXPLORE, Action.PROCEED, ("Enter", "Space"), "Commit the prediction, play, pause"
    ),
    KeyEntry(Place.EXPLORE, Action.STEP, (".",), "One step"),
    KeyEntry(Place.EXPLORE, Action.RESET, ("R",), "Back to the start"),
    KeyEntry(Place.BROWSE, Action.STUDY, ("R",), "Review the cards shown, or the chosen ones"),
    KeyEntry(Place.BROWSE, Action.PRACTICE, ("P",), "Practice them, outside the schedule"),
    KeyEntry(Place.BROWSE, Action.HISTORY, ("H",), "History of the chosen card"),
    KeyEntry(Place.BROWSE, Action.UNDO, ("U", "Ctrl+Z"), "Undo"),
    KeyEntry(Place.BROWSE, Action.REDO, ("Ctrl+Y", "Ctrl+Shift+Z"), "Redo"),
    KeyEntry(Place.BROWSE, Action.BURY, ("-",), "Bury the chosen cards until tomorrow"),
    KeyEntry(Place.BROWSE, Action.SUSPEND, ("!",), "Suspend the chosen cards, or no longer"),
    KeyEntry(Place.BROWSE, Action.FLAG, ("*",), "Flag the chosen cards, or no longer"),
    KeyEntry(Place.STATISTICS, Action.TABLE, ("D",), "The numbers of a chart as a table"),
    KeyEntry(Place.SETTINGS, Action.UNDO, ("U", "Ctrl+Z"), "Undo the last change"),
    KeyEntry(Place.SETTINGS, Action.REDO, ("Ctrl+Y", "Ctrl+Shift+Z"), "Redo"),
)

NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
}


def key_name(event: QKeyEvent) -> str:
    """A pressed key as the table writes it: Enter, A, !, Ctrl+Z.

    Alt is left out: it is what lets a key act while a text field has the focus.
    """
    named = NAMED.get(Qt.Key(event.key()))
    if named:
        return named
    modifiers = event.modifiers()
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return _with_control(event)
    text = event.text()
    if modifiers & Qt.KeyboardModifier.AltModifier and event.key() < 0x80:
        text = chr(event.key())  # with Alt some systems write another sign
    return text.upper()


def _with_control(event: QKeyEvent) -> str:
    if not 0x20 <= event.key() < 0x80:
        return ""
    sign = chr(event.key())
    shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and sign.isalpha()
    return f"Ctrl+Shift+{sign}" if shifted else f"Ctrl+{sign}"


def action_of(key: str, place: Place | None) -> Action | None:
    """What a key does in a place; None is a page without keys of its own."""
    for entry in KEYS:
        if entry.place in (place, Place.ANYWHERE) and key in entry.keys:
            return entry.action
    return None
