"""Where in a YAML text its keys and values stand."""

from __future__ import annotations

from typing import TypeAlias

import yaml

from builder.yaml_syntax import line_of

Keys: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and indices, such as ("questions", 3, "rubric", 0)."""


class Positions:
    """The lines of every key and value of a text that strict_yaml.parse has read.

    It reads the events a second time, so that a build without findings needn't keep any of this.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Keys, int] = {}
        self._texts: dict[Keys, tuple[int, bool]] = {}
        self._path: list[str | int] = []
        self._wants_key: list[bool] = []  # one for each collection that is open; False in a list
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            self._take(event)

    def line(self, keys: Keys) -> int:
        """The line of a value's key, or where an item of a list begins.

        What is missing has the line of what should hold it.
        """
        while keys and keys not in self._lines:
            keys = keys[:-1]
        return self._lines.get(keys, 1)

    def text_line(self, keys: Keys, newlines: int) -> int:
        """The line on which a text goes on after so many of its line ends.

        Exact for texts on one line and in a block after `|`; others are folded, and the line where
        they begin stands for all.
        """
        first, exact = self._texts.get(keys, (self.line(keys), False))
        return first + newlines if exact else first

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                if self._wants_key and self._wants_key[-1]:
                    self._path[-1] = event.value
                    self._wants_key[-1] = False
                    self._lines.setdefault(tuple(self._path), line_of(event))
                else:
                    self._scalar(event)
            case yaml.SequenceStartEvent():
                self._begin(event, wants_key=False)
            case yaml.MappingStartEvent():
                self._begin(event, wants_key=True)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._path.pop()
                self._wants_key.pop()
                self._end_value()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        keys = tuple(self._path)
        line = line_of(event)
        self._lines.setdefault(keys, line)
        block = event.style in {"|", ">"}
        self._texts.setdefault(keys, (line + block, event.style == "|"))
        self._end_value()

    def _begin(self, event: yaml.Event, wants_key: bool) -> None:
        # A key has its line already.
        self._lines.setdefault(tuple(self._path), line_of(event))
        self._path.append(0)
        self._wants_key.append(wants_key)

    def _end_value(self) -> None:
        if not self._path:
            return
        last = self._path[-1]
        if isinstance(last, int):
            self._path[-1] = last + 1
        else:
            self._wants_key[-1] = True
