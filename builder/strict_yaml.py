"""YAML text -> plain data, under a guard that reads the stream of events.

PyYAML's loaders expand aliases and merges without limit, crash on deep nesting, keep the last of
two equal keys and read `no` as false and `1:30` as 90. The events before its loaders do none of it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from builder.problems import Report, quoted
from builder.yaml_syntax import backslash_in_double_quotes, explain, line_of, span

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
MAX_EVENTS = 50_000
MAX_SCALAR = 10_000

Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NULL = {"", "~", "null"}
_MERGE = "<<"
_MAX_DIGITS = 15  # what a float always gives back as it was written


class _RefusedError(Exception):
    """The rest of the file is not worth reading."""


def parse(text: str, report: Report) -> Data:
    """The data of a YAML text; None if there is none, which has then been reported.

    Mappings, lists, text, numbers (as JSON writes them), true, false and null: nothing else. Of two
    equal keys the first counts.
    """
    reader = _Reader(text, report)
    try:
        for number, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
            if number > MAX_EVENTS:
                reader.refuse(event, "the file holds too much", "split it into several files")
            reader.take(event)
    except _RefusedError:
        return None
    except yaml.YAMLError as error:
        report(*explain(error, text))
        return None
    if reader.data is None:
        report(1, "the file is empty", "write its content, or delete the file")
    return reader.data


@dataclass(slots=True)
class _Open:
    """A collection whose end is still to come; key is the one whose value comes next."""

    container: list[Data] | dict[str, Data]
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)


class _Reader:
    """Builds the data event by event, without recursion."""

    def __init__(self, text: str, report: Report) -> None:
        self.data: Data = None
        self._text = text
        self._report = report
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event.

        Raises:
            _RefusedError: if nothing after it can be read.
        """
        match event:
            case yaml.ScalarEvent():
                self._check_node(event)
                self._scalar(event)
            case yaml.SequenceStartEvent():
                self._check_node(event)
                self._begin(event, [])
            case yaml.MappingStartEvent():
                self._check_node(event)
                self._begin(event, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                remedy = "write the value out, or quote a text that begins with *"
                self.refuse(event, f"an alias ({quoted(f'*{event.anchor}')})", remedy)
            case yaml.DocumentStartEvent():
                self._document(event)

    def refuse(self, event: yaml.Event, message: str, remedy: str) -> None:
        """Report what ends the reading.

        Raises:
            _RefusedError: always.
        """
        self._report(line_of(event), message, remedy)
        raise _RefusedError

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self.refuse(event, "a second document begins", "remove the `---`")
        if event.version or event.tags:
            self._report(line_of(event), "a YAML directive", "remove the line that begins with `%`")

    def _check_node(
        self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
    ) -> None:
        if event.anchor is not None:
            remedy = "remove it, or quote a text that begins with &"
            self._report(line_of(event), f"an anchor ({quoted(f'&{event.anchor}')})", remedy)
        if event.tag is not None:
            remedy = "remove it, or quote a text that begins with !"
            self._report(line_of(event), f"a tag ({quoted(event.tag)})", remedy)

    def _begin(self, event: yaml.Event, container: list[Data] | dict[str, Data]) -> None:
        if len(self._open) == MAX_DEPTH:
            message = f"more than {MAX_DEPTH} levels of nesting"
            self.refuse(event, message, "close a bracket, or flatten the data")
        if self._wants_key():
            message = "a key that is no text"
            self.refuse(event, message, "write a plain word, or quote a text with braces")
        self._put(container)
        self._open.append(_Open(container))

    def _wants_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].container, dict)
            and self._open[-1].key is None
        )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = self._written(event)
        if self._wants_key():
            self._key(event.value, line_of(event))
        elif event.style:  # quoted or a block: always text
            self._put(text)
        else:
            self._put(_plain(text))

    def _written(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar, its way of writing checked."""
        text = str(event.value)
        if len(text) > MAX_SCALAR:
            message = f"a text of {len(text)} characters"
            self._report(line_of(event), message, f"keep it under {MAX_SCALAR}")
        start, end = span(event)
        if event.style == '"':
            backslash = self._text.find("\\", start, end)
            if backslash >= 0:
                self._report(*backslash_in_double_quotes(self._text, backslash))
                return " ".join(self._text[start + 1 : end - 1].split())  # as it was meant
        elif not event.style and text and self._text[end : end + 2] == " #":
            message = f"a comment follows {quoted(text)} after a single space"
            remedy = "quote the text if ` #` belongs to it, else put two spaces before the comment"
            self._report(self._text.count("\n", 0, end) + 1, message, remedy)
        return text

    def _key(self, key: str, line: int) -> None:
        top = self._open[-1]
        top.key = key
        if key == _MERGE:
            self._report(line, "a merge key (`<<`)", "write the keys out")
        elif key in top.lines:
            message = f"the key {quoted(key)} stands twice, first in line {top.lines[key]}"
            self._report(line, message, "keep one of the two")
        else:
            top.lines[key] = line

    def _put(self, value: Data) -> None:
        if not self._open:
            self.data = value
            return
        top = self._open[-1]
        if isinstance(top.container, list):
            top.container.append(value)
        else:
            assert top.key is not None
            if top.key != _MERGE:
                top.container.setdefault(top.key, value)
            top.key = None


def _plain(text: str) -> Data:
    """What a scalar without quotes means."""
    if text in _NULL:
        return None
    if text in {"true", "false"}:
        return text == "true"
    return _number(text) if _NUMBER.fullmatch(text) else text


def _number(text: str) -> int | float | str:
    """The number; the text itself if the number would come back changed."""
    mantissa = re.split("[eE]", text)[0]
    digits = mantissa.lstrip("-").replace(".", "").lstrip("0")
    if len(digits) > _MAX_DIGITS:
        return text
    if mantissa == text and "." not in text:
        return int(text)
    value = float(text)
    return text if math.isinf(value) or (value == 0 and digits) else value
