"""Every card of the exam, opened, answered and explained, without a word that is cut."""

from __future__ import annotations

import pytest

from desktop.ui.appearance import Scheme
from desktop.ui.reviewing.stage import Stage
from tests.ui.cut_words import cut


@pytest.mark.parametrize(
    ("scheme", "scale", "size"),
    [(Scheme.LIGHT, 1.0, (1180, 780)), (Scheme.DARK, 1.3, (720, 560))],
    ids=["light", "dark large small-window"],
)
def test_every_card(opened, scheme, scale, size):
    app = opened(scheme=scheme, scale=scale)
    app.shell.resize(*size)
    for card_id in app.workspace.bundle.card_ids():
        app.start(card_id.partition("/")[2], cram=True)
        assert app.task.card_id == card_id
        assert cut(app.shell) == [], card_id
        app.answer_rightly()
        app.review.proceed()
        app.settle()
        assert app.review.stage is Stage.RATING, card_id
        assert cut(app.shell) == [], card_id
        full = app.task.card.kind == "open" or app.review.suggested.name == "GOOD"
        assert full, card_id
