"""Reviews and what plain py-fsrs makes of them: tests/golden/reviews.json.

    python -m tests.golden.make_reviews

1,000 reviews of 40 cards, whose times of day and days are drawn; py-fsrs gets noon of each day, as
a study day has it, and nothing of ours runs here. The version of py-fsrs is recorded.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import fsrs

GOLDEN = Path(__file__).with_name("reviews.json")
CARDS, REVIEWS = 40, 1000
NOON = datetime(1970, 1, 1, 12, tzinfo=UTC)
FIRST_DAY = 20_500


def make() -> dict[str, object]:
    """The reviews in order: card, rating, day, and state, step, stability, difficulty, seconds."""
    draw = random.Random(20_260_101)
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    cards = {number: fsrs.Card(card_id=number, due=NOON) for number in range(CARDS)}
    day = FIRST_DAY
    reviews = []
    for _ in range(REVIEWS):
        day += draw.choices((0, 1, 5), (8, 2, 1))[0]
        number = draw.randrange(CARDS)
        rating = fsrs.Rating(draw.choices((1, 2, 3, 4), (2, 1, 6, 1))[0])
        when = NOON + timedelta(days=day)
        card, _ = scheduler.review_card(cards[number], rating, when)
        cards[number] = card
        interval = (card.due - when).total_seconds()
        after = [card.state.name.lower(), card.step, card.stability, card.difficulty, interval]
        reviews.append([number, int(rating), day, *after])
    return {"fsrs": version("fsrs"), "reviews": reviews}


def main() -> None:
    """Write the golden file, a review a line."""
    made = make()
    lines = ",\n".join(json.dumps(review) for review in made["reviews"])
    GOLDEN.write_text(f'{{"fsrs": "{made["fsrs"]}", "reviews": [\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
