"""The report on an exam: credits by problem and topic, time, certainty, what to review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.review.exam.grades import GradeKey
from desktop.review.exam.results import ExamResult, ItemResult
from desktop.review.exam.sheet import EXPECTED, Certainty

SLOW = 2.0  # times the time that the credits allow
REVIEW_BELOW = 0.75  # share of the credits


@dataclass(frozen=True, slots=True)
class Share:
    """Credits reached of those that there were, in some time."""

    key: str
    title: str
    earned: float
    total: float
    time_ms: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.earned / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """How well a word of certainty was judged: the share it stands for, and the share reached."""

    certainty: Certainty
    expected: float
    reached: float
    count: int


@dataclass(frozen=True, slots=True)
class NamedMistake:
    """A mistake that the numbers betray: the question, the card, and the mistake's name there."""

    number: str
    card_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ExamReport:
    """Everything that is said about one exam."""

    result: ExamResult
    grade: str
    passed: bool
    problems: tuple[Share, ...]
    topics: tuple[Share, ...]
    certainty: tuple[Judged, ...]
    slow: tuple[ItemResult, ...]
    mistakes: tuple[NamedMistake, ...]
    to_review: tuple[str, ...]


def report(
    result: ExamResult,
    key: GradeKey,
    problem_titles: Mapping[str, str],
    topics_of: Mapping[str, tuple[tuple[str, str], ...]],
) -> ExamReport:
    """The report; `topics_of` maps a card's id to its topics as (id, title)."""
    share = result.earned / result.total if result.total else 0.0
    return ExamReport(
        result,
        key.grade(share),
        share >= key.pass_share - 1e-9,
        tuple(_problems(result, problem_titles)),
        tuple(_topics(result, topics_of)),
        tuple(_certainty(result.items)),
        tuple(_slow(result)),
        tuple(
            NamedMistake(item.number, item.card_id, name)
            for item in result.items
            for name in item.mistakes
        ),
        tuple(item.card_id for item in result.items if item.earned < REVIEW_BELOW * item.total),
    )


def _problems(result: ExamResult, titles: Mapping[str, str]) -> Iterable[Share]:
    for problem, title in titles.items():
        items = [item for item in result.items if item.number.partition(".")[0] == problem]
        if items:
            yield _sum(problem, title, items)


def _topics(
    result: ExamResult, topics_of: Mapping[str, tuple[tuple[str, str], ...]]
) -> Iterable[Share]:
    """By topic, the weakest first; a question counts for each of its topics."""
    grouped: dict[tuple[str, str], list[ItemResult]] = {}
    for item in result.items:
        for topic in topics_of.get(item.card_id, ()):
            grouped.setdefault(topic, []).append(item)
    shares = [_sum(key, title, items) for (key, title), items in grouped.items()]
    return sorted(shares, key=lambda share: (share.share, share.key))


def _sum(key: str, title: str, items: list[ItemResult]) -> Share:
    return Share(
        key,
        title,
        sum(item.earned for item in items),
        sum(item.total for item in items),
        sum(item.time_ms for item in items),
    )


def _certainty(items: Iterable[ItemResult]) -> Iterable[Judged]:
    judged = [item for item in items if item.sure is not None]
    for certainty, expected in EXPECTED.items():
        group = [item for item in judged if item.sure is certainty]
        if group:
            reached = sum(item.earned for item in group) / sum(item.total for item in group)
            yield Judged(certainty, expected, reached, len(group))


def _slow(result: ExamResult) -> Iterable[ItemResult]:
    """Questions that took much longer than their credits allow."""
    per_credit = result.minutes * 60_000 / result.total if result.total else 0.0
    return (item for item in result.items if item.time_ms > SLOW * per_credit * item.total)
