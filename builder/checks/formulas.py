"""Checks of slots and formulas: every slot has a value, every formula can be typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from builder.checks.authored import AuthoredText
from builder.checks.known import Place, Typeset
from builder.problems import Findings, did_you_mean, quoted
from desktop.formulas.formula import FormulaError
from desktop.questions.document import Document, Slot, formulas, walk
from desktop.questions.slots import SlotError, fill, find_slots, slot_key
from desktop.questions.variants import Row

Filled: TypeAlias = Sequence[Mapping[str, str]]
"""The values of each time that a text is shown: once, or once for every record of a list."""


def filled_with(row: Row | None, each: str | None = None) -> Filled:
    """The values for a text: none for a fixed one, else the row's and those of a list's records."""
    if row is None:
        return [{}]
    return [row.values | record for record in row.records.get(each, ())] if each else [row.values]


class Formulas:
    """Takes the texts one by one; typesets every formula once."""

    def __init__(self, typeset: Typeset, findings: Findings) -> None:
        self._typeset = typeset
        self._findings = findings
        self._reasons: dict[tuple[str, bool], str | None] = {}

    def check(self, place: Place, text: AuthoredText, document: Document, filled: Filled) -> None:
        """Report slots without a value and formulas that can't be typeset."""
        if not filled:
            return  # a list without records, or an unknown one, which is reported
        for key in _keys_in_text(document):
            self._slot(place, text, key, filled[0])
        found = list(formulas(document))
        complaints = [
            (number, complaint)
            for number, (tex, display) in enumerate(found)
            for complaint in self._complaints(place, text, tex, display, filled)
        ]
        if complaints:
            lines = _lines_of_formulas(text.text, [tex for tex, _ in found])
            for number, complaint in complaints:
                message, _, remedy = complaint.rpartition(": ")
                self._findings.add(place.finding(text.keys, message, remedy, lines[number]))

    def _complaints(
        self, place: Place, text: AuthoredText, tex: str, display: bool, filled: Filled
    ) -> Iterator[str]:
        """What is wrong with a formula, each time that it is shown; unknown slots are reported."""
        try:
            keys = [found.key for found in find_slots(tex)]
        except SlotError as error:
            yield str(error)
            return
        for key in keys:
            self._slot(place, text, key, filled[0])
        if all(key in filled[0] for key in keys):
            for values in filled:
                shown = fill(tex, values)
                if reason := self._reason(shown, display):
                    yield f"{reason}, in {quoted(shown)}: mend the TeX"

    def _slot(self, place: Place, text: AuthoredText, key: str, values: Mapping[str, str]) -> None:
        if key in values:
            return
        slot = f"[[{key}]]"
        if values:
            message = f"unknown slot {quoted(slot)}"
            remedy = did_you_mean(key, values, "name a value of the generator's solution")
        else:
            message = f"the slot {quoted(slot)} stands in a text without values"
            remedy = "write the value itself, or [ [ where brackets are meant"
        at = max(text.text.find(slot), 0)
        self._findings.add(place.finding(text.keys, message, remedy, text.text.count("\n", 0, at)))

    def _reason(self, tex: str, display: bool) -> str | None:
        """Why a formula can't be typeset."""
        formula = tex, display
        if formula not in self._reasons:
            try:
                self._typeset(tex, display)
            except FormulaError as error:
                self._reasons[formula] = error.reason
            else:
                self._reasons[formula] = None
        return self._reasons[formula]


def _keys_in_text(document: Document) -> Iterator[str]:
    for node in walk(document):
        if isinstance(node, Slot):
            yield slot_key(node)


def _lines_of_formulas(text: str, sources: Sequence[str]) -> list[int]:
    """The lines (from 0) where formulas begin; the parser has changed their white space."""
    lines, at = [], 0
    for tex in sources:
        words = r"\s+".join(map(re.escape, tex.split()))
        match = re.compile(rf"\$\s*({words})").search(text, at)
        at = match.end() if match else at
        lines.append(text.count("\n", 0, match.start(1) if match else at))
    return lines
