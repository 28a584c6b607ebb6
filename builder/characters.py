"""Bytes -> text: UTF-8 alone, and only characters that a reader can see."""

from __future__ import annotations

import codecs
import re
import unicodedata

from builder.problems import Report

_UNUSUAL = re.compile(r"[^\n -~]")
_REFUSED = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
_REPLACEMENT = "\ufffd"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32's begins with the same bytes


def decode(data: bytes, report: Report) -> str | None:
    """The text of a file, its line ends made one kind, or None if it can't be read.

    What is invisible is refused even where YAML allows it: it hides in a diff, and it is what is
    left of TeX when YAML has taken a backslash for an escape.
    """
    if data[:2] in _UTF16_MARKS or (data[:2].count(0) == 1 and data[:4].count(0) == 2):
        report(1, "the file is UTF-16", "save it as UTF-8")
        return None
    if data.startswith(codecs.BOM_UTF8):
        report(1, "the file begins with a byte order mark", "save it as UTF-8 without one")
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report(line, f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n")
    for line, characters in enumerate(text.split("\n"), start=1):
        _check_line(line, characters, report)
    return text


def _check_line(number: int, line: str, report: Report) -> None:
    seen = set()
    for match in _UNUSUAL.finditer(line):
        character = match.group()
        if character in seen:
            continue
        seen.add(character)
        if unicodedata.category(character) in _REFUSED or character == _REPLACEMENT:
            column = match.start() + 1
            indents = not line[: match.start()].strip()
            if character == "\t":
                report(number, *tab(column, indents))
            else:
                message, remedy = _complaint(character)
                report(number, f"{message} at column {column}", remedy)


def tab(column: int, indents: bool) -> tuple[str, str]:
    """What is wrong with a tab, and how to mend it."""
    if indents:
        return f"a tab indents this line at column {column}", "indent with spaces"
    return f"a tab at column {column}", "write spaces"


def _complaint(character: str) -> tuple[str, str]:
    code = f"U+{ord(character):04X}"
    if character == _REPLACEMENT:
        return f"a replacement character ({code})", "write the character that got lost here"
    category = unicodedata.category(character)
    name = unicodedata.name(character, "unnamed").lower()
    if category == "Cc":
        return f"a control character ({code})", "remove it"
    if category == "Zs":
        return f"an unusual space ({name}, {code})", "write an ordinary space"
    if category in {"Cf", "Zl", "Zp"}:
        return f"an invisible character ({name}, {code})", "remove it"
    return f"a character that no font shows ({code})", "remove it"
