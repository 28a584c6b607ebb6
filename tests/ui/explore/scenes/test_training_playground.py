"""The playground: against the drills, played to a stop, and looked at epoch by epoch."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.questions.marking import Marker
from desktop.ui.appearance import Appearance
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.explore_page import ExplorePage
from desktop.ui.explore.scenes.training_playground.training_playground import TrainingPlayground
from tests.ui.explore.scenes.drills import numbers, variants_of

STOPPING = "4"  # the story
SMALL = {"samples": 30, "hidden_layers": (4,)}


def predicted(scene, values):
    return float(scene.prediction(values, scene.compute(values)).key.key)


def played(exploration):
    """The run at its end."""
    exploration.reveal()
    while exploration.step():
        pass
    return exploration.numbers


def test_the_factor_is_the_drills(exam_bundle):
    scene = TrainingPlayground()
    for values, answers in variants_of(exam_bundle, "weight_decay_steps", range(8)):
        assert predicted(scene, values) == pytest.approx(numbers(answers["factor"]), abs=1e-6)


def test_the_patience_is_the_drills(exam_bundle):
    """Fed with the drill's own errors, the rule of the view stops where the drill does."""
    scene = TrainingPlayground()
    for values, answers in variants_of(exam_bundle, "early_stopping", range(8)):
        waited = answers["stop_epoch"] - answers["best_epoch"]
        assert predicted(scene, values) == 20 + waited
        assert values["patience"] == waited


def test_the_updates_are_counted_as_in_the_drill(exam_bundle):
    scene = TrainingPlayground()
    for values, _ in variants_of(exam_bundle, "minibatch_counts", range(8)):
        assert predicted(scene, values) == -(-450 // values["batch_size"])


def test_it_stops_early_and_keeps_the_best_weights():
    exploration = Exploration(TrainingPlayground(), TrainingPlayground.stories[4].values)
    run = played(exploration)
    errors = [epoch.validation_loss for epoch in run.history[1:]]
    assert run.stop.best_epoch == np.argmin(errors) + 1
    assert run.epochs == run.stop.best_epoch + 10
    assert run.kept == run.stop.best_epoch
    assert exploration.at_end
    exploration.rewind()
    assert exploration.numbers.epochs == 0
    assert not exploration.at_end


def test_the_stories_show_what_they_are_named_for():
    overfitted = played(Exploration(TrainingPlayground(), TrainingPlayground.stories[1].values))
    decayed = played(Exploration(TrainingPlayground(), TrainingPlayground.stories[2].values))
    gaps = [r.history[-1].validation_loss - r.history[-1].loss for r in (overfitted, decayed)]
    assert gaps[0] > 0.3
    assert gaps[1] < gaps[0] / 2
    held = played(Exploration(TrainingPlayground(), TrainingPlayground.stories[3].values))
    assert held.history[-1].loss == pytest.approx(np.log(2), abs=1e-3)
    assert held.history[-1].validation_loss == pytest.approx(np.log(2), abs=1e-3)


def test_a_run_that_diverges_ends_and_says_so():
    scene = TrainingPlayground()
    exploration = Exploration(scene, SMALL | {"learning_rate": 10, "weight_decay": 1})
    run = played(exploration)
    assert run.diverged
    assert "too long" in scene.verdict(exploration.values, run)


def test_any_change_begins_anew():
    exploration = Exploration(TrainingPlayground(), SMALL)
    exploration.reveal()
    first = [exploration.step() and exploration.numbers.history[-1].loss for _ in range(3)]
    exploration.set("patience", 20)
    assert exploration.numbers.epochs == 0
    assert [exploration.step() and exploration.numbers.history[-1].loss for _ in range(3)] == first


@pytest.fixture
def page(qtbot):
    page = ExplorePage(Appearance(), Marker())
    qtbot.addWidget(page)
    page.open("training_playground")
    page.tell_story(STOPPING)
    page.prediction.type("30")
    return page


def test_play_trains_and_the_ring_looks_back(page, qtbot):
    page.play()
    assert not page.player.playing  # first the prediction
    page.prediction.commit()
    page.play()
    qtbot.waitUntil(lambda: not page.player.playing, timeout=10_000)
    run = page.exploration.numbers
    picture = page.picture
    ring = picture.curves._items["epoch"]
    assert ring.pos().x() == run.kept
    shown = picture.map._items["map"].image.copy()
    ring.setPos(2.2, 0.5)
    assert ring.pos().x() == 2
    assert ring.pos().y() == pytest.approx(run.history[2].validation_loss)
    assert np.abs(picture.map._items["map"].image - shown).max() > 0.2
    ring.setPos(-5, 0)
    assert ring.pos().x() == 0


def test_the_map_is_the_networks_probability(page):
    run, picture = page.exploration.numbers, page.picture
    image = picture.map._items["map"].image
    point = np.array([[-3.2, 3.2]], np.float32)  # top left, if no point lies farther out
    reach = picture.map._view.getViewBox().viewRange()[0][1]
    score = run.training.scores(run.history[0].weights, point * reach / 3.2)[0]
    assert image[-1, 0] == pytest.approx(2 / (1 + np.exp(-score)) - 1, abs=1e-5)


def test_the_validation_points_look_alike_until_they_are_counted(page):
    page.tell_story("1")
    points = page.picture.map._items
    assert not any(style_of(points[name])[2] for name in ("points10", "points11"))
    page.prediction.type("30")
    page.prediction.commit()
    assert all(style_of(points[name])[2] for name in ("points10", "points11"))
    assert not any(style_of(points[name])[2] for name in ("points00", "points01"))


def style_of(item):
    """Token, size, whether hollow, symbol."""
    return item.endterm_style
