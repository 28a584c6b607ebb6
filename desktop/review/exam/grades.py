"""The grade key: from which share of the credits which grade is given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise

KEY = "exam/grades"


@dataclass(frozen=True, slots=True)
class GradeKey:
    """Steps of (share of the credits, grade), best first; below the last step one has failed.

    Raises: ValueError naming what is wrong with the steps.
    """

    steps: tuple[tuple[float, str], ...]
    failed: str

    def __post_init__(self) -> None:
        shares = [share for share, _ in self.steps]
        if not self.steps:
            raise ValueError("a grade key has one step at least")
        if not all(0 < share <= 1 for share in shares):
            raise ValueError("a step lies above 0 and at most at 100 %")
        if any(low >= high for high, low in pairwise(shares)):
            raise ValueError("the steps go down, each below the one before")

    def grade(self, share: float) -> str:
        """The grade for a share of the credits, from 0 to 1."""
        for step, grade in self.steps:
            if share >= step - 1e-9:
                return grade
        return self.failed

    @property
    def pass_share(self) -> float:
        """The share from which one has passed."""
        return self.steps[-1][0]

    def to_json(self) -> str:
        """The key as text."""
        return json.dumps({"steps": self.steps, "failed": self.failed})

    @classmethod
    def from_json(cls, text: str) -> GradeKey:
        """The key that to_json wrote.

        Raises: ValueError if it is no such text.
        """
        try:
            data = json.loads(text)
            steps = tuple((float(share), str(grade)) for share, grade in data["steps"])
            return cls(steps, str(data["failed"]))
        except (TypeError, LookupError, AttributeError) as error:
            raise ValueError(f"not a grade key: {error!r}") from error


# Ours: half of the credits pass, and the steps above are even.
USUAL = GradeKey(
    (
        (0.92, "1.0"),
        (0.87, "1.3"),
        (0.83, "1.7"),
        (0.78, "2.0"),
        (0.73, "2.3"),
        (0.69, "2.7"),
        (0.64, "3.0"),
        (0.59, "3.3"),
        (0.55, "3.7"),
        (0.50, "4.0"),
    ),
    "5.0",
)
