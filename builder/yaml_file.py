"""A YAML file of the knowledge base: its data, and the line of everything in it."""

from __future__ import annotations

import stat
from functools import cached_property
from pathlib import Path

from builder.characters import decode
from builder.positions import Keys, Positions
from builder.problems import (
    MAX_FINDINGS_PER_FILE,
    Finding,
    Findings,
    Report,
    TooManyFindingsError,
    shown,
)
from builder.strict_yaml import MAX_BYTES, Data, parse


class YamlFile:
    """A file that could be read; exam is the folder that a problem's questions belong to."""

    def __init__(self, path: Path, text: str, data: Data, exam: str = "") -> None:
        self.path = path
        self.data = data
        self.exam = exam
        self._text = text

    @cached_property
    def positions(self) -> Positions:
        """The lines of the file; read when the first is asked for."""
        return Positions(self._text)

    def finding(
        self, keys: Keys, message: str, remedy: str, text_line: int | None = None
    ) -> Finding:
        """What is wrong with a value, or on one line (from 0) of a text."""
        if text_line is None:
            line = self.positions.line(keys)
        else:
            line = self.positions.text_line(keys, text_line)
        return Finding(shown(self.path), line, message, remedy, self.question(keys))

    def value(self, keys: Keys) -> Data:
        """What stands at a place, or None."""
        value = self.data
        for key in keys:
            if isinstance(value, dict) and isinstance(key, str):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int) and key < len(value):
                value = value[key]
            else:
                return None
        return value

    def question(self, keys: Keys) -> str:
        """The key of the question that holds a place, such as in2346-2022/4.7, or nothing."""
        if len(keys) < 2 or keys[0] != "questions":
            return ""
        name = self.value((*keys[:2], "id"))
        return f"{self.exam}/{name}" if isinstance(name, str) else ""

    def question_at(self, line: int) -> str:
        """The key of the question that holds a line, or nothing."""
        questions = self.value(("questions",))
        count = len(questions) if isinstance(questions, list) else 0
        for index in reversed(range(count)):
            if self.positions.line(("questions", index)) <= line:
                return self.question(("questions", index))
        return ""


def problem_key(path: Path, exam: str) -> str:
    """The key of the problem that a file holds, such as in2346-2022/4; nothing outside an exam."""
    return f"{exam}/{path.stem.removeprefix('problem-')}" if exam else ""


def read(path: Path, findings: Findings, exam: str = "") -> YamlFile | None:
    """The file, or None if nothing in it can be used; what is wrong goes to `findings`."""
    found: list[tuple[int, str, str]] = []

    def report(line: int, message: str, remedy: str) -> None:
        if len(found) > MAX_FINDINGS_PER_FILE:
            raise TooManyFindingsError(path)
        found.append((line, message, remedy))

    file = None
    try:
        text = _text(path, report)
        data = None if text is None else parse(text, report)
        if text is not None and data is not None:
            file = YamlFile(path, text, data, exam)
    except TooManyFindingsError:
        pass
    for line, message, remedy in found:
        question = file.question_at(line) if file else ""
        broken = question or problem_key(path, exam)
        findings.add(Finding(shown(path), line, message, remedy, broken))
    return file


def _text(path: Path, report: Report) -> str | None:
    try:
        # A symbolic link would let a file outside the repository into the deck, and opening a pipe
        # would wait for ever.
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            report(1, "a symbolic link", "put the file itself here")
        elif stat.S_ISDIR(mode):
            report(1, "a folder, where a file is expected", "remove it, or give it another name")
        elif not stat.S_ISREG(mode):
            report(1, "this is no ordinary file", "put the file itself here")
        else:
            with path.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES:
                report(1, f"the file is larger than {MAX_BYTES} bytes", "split it")
            else:
                return decode(content, report)
    except FileNotFoundError:
        report(1, "the file is missing", "create it")
    except OSError as error:
        report(1, f"the file can't be read ({error.strerror})", "check its permissions")
    return None
