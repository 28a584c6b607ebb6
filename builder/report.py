"""dist/report.json: what the build holds, in numbers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from builder.knowledge import Knowledge
from desktop.questions.card import Card


def report_json(
    cards: Sequence[Card],
    knowledge: Knowledge,
    changed: Sequence[str],
    sizes: Mapping[str, int],
    seconds: Mapping[str, float],
) -> str:
    """Counts, credits, coverage, the notes that changed against the ledger, sizes, durations."""
    current = [card for card in cards if card.retired is None]
    shipped = [card for card in current if card.kind != "drill"]
    topics = [f"{group.id}/{topic.id}" for group in knowledge.topics for topic in group.topics]
    used = Counter(topic for card in shipped for topic in card.topics)
    report = {
        "questions": len(shipped),
        "credits": sum(card.credits for card in shipped),
        "drills": len(current) - len(shipped),
        "retired": len(cards) - len(current),
        "by_problem": _by_problem(shipped),
        "by_kind": Counter(card.kind for card in shipped),
        "by_topic": {topic: used[topic] for topic in topics},
        "coverage": {
            "topics_without_question": [topic for topic in topics if not used[topic]],
            "scan": Counter(card.scan for card in shipped),
            "with_figure": sum(bool(card.figures) for card in shipped),
            "with_errata": sum(bool(card.errata) for card in shipped),
            "numeric": sum(bool(card.rows) for card in shipped),
        },
        "changed": list(changed),
        "bytes": sizes,
        "seconds": seconds,
    }
    return json.dumps(report, indent=2) + "\n"


def _by_problem(cards: Sequence[Card]) -> dict[str, dict[str, float]]:
    problems: dict[str, dict[str, float]] = {}
    for card in cards:
        counts = problems.setdefault(card.number.split(".")[0], {"questions": 0, "credits": 0})
        counts["questions"] += 1
        counts["credits"] += card.credits
    return problems
