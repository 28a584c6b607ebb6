"""The deck as the queue sees it: what a card belongs to and where it stands, without its texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop.questions.bundle import Bundle
from desktop.questions.card import CardOutline

CardKind: TypeAlias = Literal["choice", "open", "numeric", "drill"]


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A card's place in the deck.

    `question` is the id of the question that the card is or practices: the cards of one question
    are siblings. `problem` is exam/number, as in in2346-2022/4.
    """

    id: str
    question: str
    problem: str
    number: str
    kind: CardKind
    title: str
    credits: float
    topics: tuple[str, ...]
    position: int
    topic_position: int
    retired: bool = False

    @property
    def exam(self) -> str:
        """The exam's id."""
        return self.id.partition("/")[0]

    @property
    def is_drill(self) -> bool:
        """Whether it practices a question and is none itself."""
        return self.kind == "drill"


@dataclass(frozen=True, slots=True)
class ProblemOutline:
    """A problem and its cards that can be studied."""

    id: str
    number: str
    title: str
    credits: float
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicOutline:
    """A leaf of the topic tree and its cards that can be studied."""

    id: str
    title: str
    group: str
    cards: tuple[str, ...]


class StudyDeck:
    """All cards in the exam's order, with the problems and topics that they belong to."""

    def __init__(
        self,
        cards: Sequence[StudyCard],
        problem_titles: Mapping[str, str],
        topic_titles: Mapping[str, tuple[str, str]],
    ) -> None:
        """Put cards under their problems and topics.

        `topic_titles` maps a topic to its group's title and its own, in teaching order.
        """
        self.cards = tuple(cards)
        self.card_of = {card.id: card for card in cards}
        self.studied = tuple(card for card in cards if not card.retired)
        self.siblings_of = _grouped((card.question, card.id) for card in self.studied)
        self.problems = self._problems(problem_titles)
        self.topics = self._topics(topic_titles)

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> StudyDeck:
        """The deck of a bundle.

        Raises: BundleError if that part of the file is damaged.
        """
        outlines = bundle.outlines()
        topics = {
            f"{group.id}/{topic.id}": (group.title, topic.title)
            for group in bundle.topics()
            for topic in group.topics
        }
        cards = study_cards(outlines, list(topics))
        titles = {
            card.problem: outline.problem for card, outline in zip(cards, outlines, strict=True)
        }
        return cls(cards, titles, topics)

    def __contains__(self, card_id: object) -> bool:
        return card_id in self.card_of

    def __len__(self) -> int:
        return len(self.cards)

    def _problems(self, titles: Mapping[str, str]) -> tuple[ProblemOutline, ...]:
        members = _grouped((card.problem, card.id) for card in self.studied)
        return tuple(
            ProblemOutline(
                problem, problem.rpartition("/")[2], titles[problem], self._credits(ids), tuple(ids)
            )
            for problem, ids in members.items()
        )

    def _topics(self, titles: Mapping[str, tuple[str, str]]) -> tuple[TopicOutline, ...]:
        members = _grouped((topic, card.id) for card in self.studied for topic in card.topics)
        return tuple(
            TopicOutline(topic, title, group, tuple(members[topic]))
            for topic, (group, title) in titles.items()
            if topic in members
        )

    def _credits(self, ids: Iterable[str]) -> float:
        """The exam's credits of these cards; a drill has no share in them."""
        cards = (self.card_of[card_id] for card_id in ids)
        return sum(card.credits for card in cards if not card.is_drill)


def study_cards(outlines: Sequence[CardOutline], topics: Sequence[str]) -> list[StudyCard]:
    """Outlines in the exam's order -> cards; `topics` in teaching order.

    A card's place in the order of topics is that of its first topic, then that in the exam.
    """
    rank = {topic: place for place, topic in enumerate(topics)}
    in_topics = sorted(
        range(len(outlines)), key=lambda at: (rank.get(outlines[at].topics[0], len(rank)), at)
    )
    topic_position = {at: place for place, at in enumerate(in_topics)}
    return [
        StudyCard(
            id=outline.id,
            question="/".join(outline.id.split("/")[:2]),
            problem=f"{outline.id.partition('/')[0]}/{outline.number.partition('.')[0]}",
            number=outline.number,
            kind=outline.kind,
            title=outline.title,
            credits=outline.credits,
            topics=outline.topics,
            position=position,
            topic_position=topic_position[position],
            retired=outline.retired is not None,
        )
        for position, outline in enumerate(outlines)
    ]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return groups
