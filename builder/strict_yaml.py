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
from builder.yaml_syntax import backslash_in_double_quotes, explain

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
MAX_EVENTS = 50_000
MAX_SCALAR = 10_000

Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
_NULL = {"", "~", "null"}
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
                self.refuse(event, f"an alias ({quoted('*' + event.anchor)})", remedy)
            case yaml.DocumentStartEvent():
                self._document(event)

    def refuse(self, event: yaml.Event, message: str, remedy: str) -> None:
        """Report what ends the reading.

        Raises:
            _RefusedError: always.
        """
        self._report(_line(event), message, remedy)
        raise _RefusedError

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self.refuse(event, "a second document begins", "remove the `---`")
        if event.version or event.tags:
            self._report(_line(event), "a YAML directive", "remove the line that begins with `%`")

    def _check_node(
        self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
    ) -> None:
        if event.anchor is not None:
            remedy = "remove it, or quote a text that begins with &"
            self._report(_line(event), f"an anchor ({quoted('&' + event.anchor)})", remedy)
        if event.tag is not None:
            remedy = "remove it, or quote a text that begins with !"
            self._report(_line(event), f"a tag ({quoted(event.tag)})", remedy)

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
        self._check_writing(event)
        if self._wants_key():
            self._key(event)
        elif event.style:  # quoted or a block: always text
            self._put(event.value)
        else:
            self._put(self._plain(event))

    def _check_writing(self, event: yaml.ScalarEvent) -> None:
        if len(event.value) > MAX_SCALAR:
            message = f"a text of {len(event.value)} characters"
            self._report(_line(event), message, f"keep it under {MAX_SCALAR}")
        start, end = event.start_mark.index, event.end_mark.index
        if event.style == '"':
            backslash = self._text.find("\\", start, end)
            if backslash >= 0:
                line = self._text.count("\n", 0, backslash) + 1
                self._report(line, *backslash_in_double_quotes(self._text[backslash:][:2]))
        elif not event.style and event.value and self._text[end : end + 2] == " #":
            message = f"a comment follows {quoted(event.value)} after a single space"
            remedy = "quote the text if ` #` belongs to it, else put two spaces before the comment"
            self._report(event.end_mark.line + 1, message, remedy)

    def _key(self, event: yaml.ScalarEvent) -> None:
        key, line = event.value, _line(event)
        top = self._open[-1]
        top.key = key
        if not event.style and key == "<<":
            self._report(line, "a merge key (`<<`)", "write the keys out")
        elif key.strip() == "":
            self._report(line, "an empty key", "write its name before the colon")
        if key in top.lines:
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
            top.container.setdefault(top.key, value)
            top.key = None

    def _plain(self, event: yaml.ScalarEvent) -> Data:
        text = event.value
        if text in _NULL:
            return None
        if text in {"true", "false"}:
            return bool(text == "true")
        if _NOT_FINITE.fullmatch(text):
            message = f"{quoted(text)} is no finite number"
            self._report(_line(event), message, "quote it if it is a text")
        if not _NUMBER.fullmatch(text):
            return str(text)
        value = _value(text)
        if value is None:
            message = f"{quoted(text)} is more than a number holds"
            remedy = f"keep to {_MAX_DIGITS} digits, or quote it if it is a text"
            self._report(_line(event), message, remedy)
        return value


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1


def _value(text: str) -> int | float | None:
    """The number, or None if it would come back changed."""
    mantissa = re.split("[eE]", text)[0]
    digits = mantissa.lstrip("-").replace(".", "").lstrip("0")
    if len(digits) > _MAX_DIGITS:
        return None
    if mantissa == text and "." not in text:
        return int(text)
    value = float(text)
    return None if math.isinf(value) or (value == 0 and digits) else value
