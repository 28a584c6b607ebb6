"""A report in words and plain values, for the page and for print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.questions.card import Card
from desktop.questions.document import Document, Paragraph, Text, plain_text
from desktop.questions.examination import Examination, ExamItem
from desktop.questions.slots import fill
from desktop.questions.variants import MINUS
from desktop.review.exam.report import ExamReport, Judged, Share
from desktop.review.exam.results import ExamResult
from desktop.review.grading import Reply
from desktop.review.readiness.kept import KeptPrediction
from desktop.ui.pages.exam.certainty_row import WORDS
from desktop.ui.plots.ticks import day_words
from desktop.ui.wording import amount, capital, counted, listed

MINUTE_MS = 60_000
TRUE_ENOUGH = 0.15  # between the share that a word stands for and the share reached
ENOUGH_ANSWERS = 4  # to a word, before it is judged
TOPICS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem of the report: credits, minutes used and minutes that its credits allow."""

    number: str
    title: str
    earned: float
    total: float
    minutes: int
    allowed: int
    before: str

    @property
    def is_over(self) -> bool:
        """Whether it took longer than its credits allow."""
        return self.minutes > self.allowed


@dataclass(frozen=True, slots=True)
class MistakeLine:
    """A mistake with its name: what was typed, and the author's words on it."""

    number: str
    card_id: str
    typed: str
    words: Document
    values: Mapping[str, str]

    @property
    def spoken(self) -> str:
        """The words in one line."""
        return fill(plain_text(self.words), self.values)


@dataclass(frozen=True, slots=True)
class ReportSight:
    """All that a report says."""

    headline: str
    sentence: str
    problems: tuple[ProblemLine, ...]
    topics: tuple[Share, ...]
    mistakes: tuple[MistakeLine, ...]
    certainty: tuple[Judged, ...]
    judged: str
    to_review: tuple[str, ...]
    review_words: str
    paper: str
    compared: str


def report_sight(
    report: ExamReport,
    paper: Examination | None,
    cards: Mapping[str, Card],
    pass_share: float,
    before: ExamReport | None,
    predicted: str = "",
) -> ReportSight:
    """The report in words; `before` is that of the exam before it."""
    result = report.result
    needed = f"{amount(round(result.total * pass_share, 1))} pass"
    sentence = f"Grade {report.grade} on your key; {needed}. {predicted}".strip()
    return ReportSight(
        f"{amount(result.earned)} of {amount(result.total)} credits",
        sentence,
        tuple(problem_lines(report, before)),
        report.topics[:TOPICS_SHOWN],
        tuple(_mistakes(report, paper, cards)),
        report.certainty,
        judged_words(report.certainty),
        report.to_review,
        review_words(report, cards),
        f"{paper_name(result)}. Each answer is in the review log once.",
        day_words(before.result.study_day) if before else "",
    )


def predicted_words(kept: KeptPrediction | None) -> str:
    """What was predicted the day before."""
    if kept is None:
        return ""
    between = f"between {kept.low:.0f} and {kept.high:.0f}"
    return f"Predicted the day before: {kept.score:.0f}, {between}."


def problem_lines(report: ExamReport, before: ExamReport | None) -> list[ProblemLine]:
    """Credits and time by problem."""
    result = report.result
    known = {share.key: share for share in before.problems} if before else {}
    per_credit = result.minutes / result.total if result.total else 0.0
    lines = []
    for share in report.problems:
        last = known.get(share.key)
        lines.append(
            ProblemLine(
                share.key,
                share.title,
                share.earned,
                share.total,
                round(share.time_ms / MINUTE_MS),
                round(share.total * per_credit),
                f"{amount(last.earned)} of {amount(last.total)}" if last else "–",
            )
        )
    return lines


def paper_name(result: ExamResult) -> str:
    """Which paper it was, and when."""
    kind = "The exam as it was" if result.seed is None else f"Paper {result.seed}"
    numbers = "" if result.seed is None else ", fresh numbers"
    day = day_words(result.study_day)
    return f"{kind}, {day}, {counted(result.minutes, 'minute')}{numbers}"


def review_words(report: ExamReport, cards: Mapping[str, Card]) -> str:
    """What there is to review, and where most of it lies."""
    count = len(report.to_review)
    if not count:
        return "Every question brought three quarters of its credits or more."
    lost = report.result.total - report.result.earned
    problems = [cards[i].number.partition(".")[0] for i in report.to_review if i in cards]
    most = max(sorted(set(problems)), key=problems.count) if problems else ""
    where = f" Most in problem {most}." if most else ""
    return f"{counted(count, 'card')} hold the {amount(round(lost, 1))} lost credits.{where}"


def judged_words(certainty: tuple[Judged, ...]) -> str:
    """How well the candidate judged, in words."""
    if not certainty:
        return ""
    enough = [judged for judged in certainty if judged.count >= ENOUGH_ANSWERS]
    off = [judged for judged in enough if abs(judged.reached - judged.expected) > TRUE_ENOUGH]
    start = "Dots: share of the credits reached. Dashes: what the word stands for."
    if not enough:
        return f"{start} With {ENOUGH_ANSWERS} answers a word it is said how well you judged."
    if not off:
        return f"{start} You judged it well."
    too_much = [WORDS[j.certainty] for j in off if j.reached < j.expected]
    too_little = [WORDS[j.certainty] for j in off if j.reached > j.expected]
    said = [f"{_quoted(too_much)} promised too much."] if too_much else []
    said += [f"{_quoted(too_little)} promised too little."] if too_little else []
    return " ".join((start, *said))


def _quoted(words: list[str]) -> str:
    return listed([f"“{word}”" for word in words])


def capitalized(document: Document) -> Document:
    """A sentence that begins within another one, as one of its own."""
    if not document or not isinstance(document[0], Paragraph):
        return document
    first, *rest = document[0].children
    if isinstance(first, Text):
        first = Text(capital(first.text))
    return (Paragraph((first, *rest)), *document[1:])


def _mistakes(
    report: ExamReport, paper: Examination | None, cards: Mapping[str, Card]
) -> list[MistakeLine]:
    asked: dict[str, ExamItem] = {item.number: item for item in paper.items} if paper else {}
    replies = {item.number: Reply.from_json(item.reply) for item in report.result.items}
    lines = []
    for mistake in report.mistakes:
        card = cards.get(mistake.card_id)
        if card is None or mistake.name not in card.mistakes:
            continue
        item = asked.get(mistake.number)
        values = item.row.values if item and item.row else {}
        typed = ", ".join(replies[mistake.number].typed.values()).replace("-", MINUS)
        words = capitalized(card.mistakes[mistake.name])
        lines.append(MistakeLine(mistake.number, mistake.card_id, typed, words, values))
    return lines
