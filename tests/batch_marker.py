"""The marking script on thousands of replies in a call: what a sweep over seeds can afford."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal

import msgspec
import quickjs

from desktop.questions.marking import script
from desktop.questions.variants import Row

ROWS_A_CALL = 100

# Marking needs a row's own values for errors carried forward only; here every answer is a part.
SWEEP = """
function sweep(text) {
  return JSON.stringify(JSON.parse(text).map(([row, replies]) => {
    const parts = Object.keys(row.answers).map((name) => ({ credits: 1, answers: [name] }));
    return replies.map((given) => {
      const { state, credits, answers } = EndtermMarking.markNumeric(row, parts, given);
      const verdicts = {};
      for (const name of Object.keys(answers)) {
        verdicts[name] = [answers[name].state, answers[name].mistakes];
      }
      return [state, credits, verdicts];
    });
  }));
}
"""

Reply = dict[str, str]


class Found(msgspec.Struct, array_like=True, frozen=True):
    """What was said about one answer."""

    state: str
    mistakes: tuple[str, ...]


class Marked(msgspec.Struct, array_like=True, frozen=True):
    """What was said about one reply; every answer is worth one credit."""

    state: Literal["marked", "invalid", "empty"]
    credits: float | None
    answers: dict[str, Found]

    @property
    def states(self) -> set[str]:
        return {found.state for found in self.answers.values()}


class BatchMarker:
    """Marks many replies to many rows in one QuickJS context."""

    def __init__(self) -> None:
        self._context = quickjs.Context()
        self._context.eval(script())
        self._context.eval(SWEEP)
        self._sweep = self._context.get("sweep")

    def mark(self, cases: Iterable[tuple[Row, list[Reply]]]) -> Iterator[list[Marked]]:
        """For every row what is said about each of its replies, in order."""
        waiting = iter(cases)
        while batch := list(islice(waiting, ROWS_A_CALL)):
            bare = [
                ({"values": {}, "answers": row.answers, "mistakes": row.mistakes}, replies)
                for row, replies in batch
            ]
            answer = self._sweep(msgspec.json.encode(bare).decode())
            yield from msgspec.json.decode(answer, type=list[list[Marked]])
