"""What a candidate has written so far: answers, certainty, marks, time; as JSON it survives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from desktop.review.grading import Reply

FORMAT = 1


class Certainty(IntEnum):
    """How sure the candidate was, before the answer was known."""

    GUESSED = 0
    UNSURE = 1
    FAIRLY_SURE = 2
    SURE = 3


EXPECTED = {
    Certainty.GUESSED: 0.25,
    Certainty.UNSURE: 0.5,
    Certainty.FAIRLY_SURE: 0.75,
    Certainty.SURE: 0.95,
}
"""The share of credits that each word stands for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's answer; of an open one `reply.ticked` is its rubric, ticked afterwards."""

    reply: Reply = field(default_factory=Reply)
    certainty: Certainty | None = None
    marked: bool = False
    time_ms: int = 0

    @property
    def is_given(self) -> bool:
        """Whether anything is answered."""
        reply = self.reply
        typed = any(text.strip() for text in reply.typed.values())
        return bool(reply.ticked or typed or reply.text.strip())


NOTHING = Answer()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sitting.

    `seed` and `minutes` make the paper again (seed None: the exam as it was). `used_ms` is the time
    that is over. `at` is the number of the question in front of the candidate.
    """

    uid: str
    seed: int | None
    minutes: int
    at: str
    used_ms: int = 0
    handed_in: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def answer(self, number: str) -> Answer:
        """The answer to a question, empty where there is none yet."""
        return self.answers.get(number, NOTHING)

    def with_answer(self, number: str, answer: Answer) -> Sheet:
        """The sheet with another answer."""
        return replace(self, answers={**self.answers, number: answer})

    @property
    def remaining_ms(self) -> int:
        """The time that is left."""
        return max(0, self.minutes * 60_000 - self.used_ms)

    def to_json(self) -> str:
        """The sheet as text."""
        answers = {number: _written(answer) for number, answer in self.answers.items()}
        return json.dumps(
            {
                "format": FORMAT,
                "uid": self.uid,
                "seed": self.seed,
                "minutes": self.minutes,
                "at": self.at,
                "used_ms": self.used_ms,
                "handed_in": self.handed_in,
                "answers": answers,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Sheet:
        """The sheet that to_json wrote.

        Raises: ValueError if it is no such text.
        """
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise ValueError(f"format {data['format']}")
            return cls(
                str(data["uid"]),
                None if data["seed"] is None else int(data["seed"]),
                int(data["minutes"]),
                str(data["at"]),
                int(data["used_ms"]),
                bool(data["handed_in"]),
                {str(number): _read(answer) for number, answer in data["answers"].items()},
            )
        except (TypeError, LookupError, AttributeError, ValueError) as error:
            raise ValueError(f"not a saved sitting: {error!r}") from error


def _written(answer: Answer) -> dict[str, Any]:
    return {
        "reply": answer.reply.to_json(),
        "certainty": None if answer.certainty is None else int(answer.certainty),
        "marked": answer.marked,
        "time_ms": answer.time_ms,
    }


def _read(data: Mapping[str, Any]) -> Answer:
    certainty = data["certainty"]
    return Answer(
        Reply.from_json(data["reply"]),
        None if certainty is None else Certainty(certainty),
        bool(data["marked"]),
        int(data["time_ms"]),
    )
