"""Every scene of the registry keeps the contract: ranges, stories, predicting, links, files."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from desktop.questions.marking import Marker, PartAnswers
from desktop.questions.presets import explore_values
from desktop.questions.rows import Row
from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Choice, Grid, Numbers, Quantity, Switch
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.data_view import HIDDEN
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.explore_page import ExplorePage
from desktop.ui.explore.link import read_link
from desktop.ui.explore.registry import SCENES, scene_of

FOLDER = Path(__file__).parents[2] / "desktop" / "ui" / "explore" / "scenes"
SEEDS = range(12)
LONGEST_CAPTION = 140  # characters: one sentence
LONGEST_VERDICT = 260
LONGEST_QUESTION = 160


@pytest.fixture(scope="module")
def marker():
    return Marker()


def points(parameter):
    """Values from end to end of a parameter."""
    match parameter:
        case Quantity(low=low, high=high, default=default, whole=whole):
            middle = [low + (high - low) * share for share in (0.25, 0.5, 0.75)]
            inner = [round(value) if whole else value for value in middle]
            return [low, *inner, default, high]
        case Choice(options=options):
            return list(options)
        case Switch():
            return [True, False]
        case Numbers(low=low, high=high, default=default, shortest=shortest, longest=longest):
            return [default, (low,) * shortest, (high,) * longest, default[:shortest]]
        case Grid(low=low, high=high, default=default, rows=rows, columns=columns):
            small = ((low,) * columns[0],) * rows[0]
            return [default, small, ((high,) * columns[1],) * rows[1]]


def written(key):
    """What a learner types for a key."""
    if isinstance(key, str):
        return key
    rows = [row if isinstance(row, str) else f"[{', '.join(row)}]" for row in key]
    return f"({', '.join(rows)})" if not rows[0].startswith("[") else f"[{', '.join(rows)}]"


def test_every_view_has_a_scene_and_every_scene_is_listed():
    assert set(SCENES) == set(VIEWS)
    with_scene = {
        path.stem for path in FOLDER.rglob("*.py") if "\nSCENE = " in path.read_text("utf-8")
    }
    assert {module.rpartition(".")[2] for module in SCENES.values()} == with_scene


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_takes_every_value_of_its_parameters(name, marker):
    scene = scene_of(name)
    assert scene.name == name
    assert 2 <= len(scene.stories) <= 5
    for story in scene.stories:
        exploration = Exploration(scene, story.values)
        for parameter in scene.controls(exploration.values):
            before = exploration.values[parameter]
            for value in points(scene.view.parameters[parameter]):
                assert exploration.set(parameter, value), (parameter, value)
                check_words_and_table(exploration)
            exploration.set(parameter, before)


def check_words_and_table(exploration):
    scene, values, numbers = exploration.scene, exploration.values, exploration.numbers
    caption = scene.caption(values, numbers)
    assert 0 < len(caption) <= LONGEST_CAPTION, caption
    assert caption.endswith((".", "?")), caption
    assert 0 < len(scene.verdict(values, numbers)) <= LONGEST_VERDICT
    assert scene.title(values)
    assert scene.sentence(values, numbers)
    prediction = scene.prediction(values, numbers)
    assert 0 < len(prediction.question) <= LONGEST_QUESTION
    table = scene.table(values, numbers)
    assert table.rows
    assert table.hidden
    for row in table.rows:
        assert len(row) == len(table.columns)
        assert not any(isinstance(cell, float) and math.isnan(cell) for cell in row), row
    for row, column in table.hidden:
        assert row < len(table.rows)
        assert column < len(table.columns)


def test_every_card_opens_its_view_with_its_own_numbers(exam_bundle):
    views = set()
    for card in exam_bundle.cards():
        if not card.explore.view:
            continue
        views.add(card.explore.view)
        for seed in SEEDS if card.generator else (None,):
            values = explore_values(card, seed)
            exploration = Exploration(scene_of(card.explore.view), values or None)
            assert set(values) <= set(exploration.values), card.id
            check_words_and_table(exploration)
    assert views == set(SCENES), "each view is the point of some card"


@pytest.mark.parametrize("name", SCENES)
def test_the_right_prediction_is_marked_right(name, marker):
    scene = scene_of(name)
    for story in scene.stories:
        exploration = Exploration(scene, story.values)
        key = scene.prediction(exploration.values, exploration.numbers).key
        row = Row({}, {}, {"answer": key}, ())
        part = PartAnswers(credits=1, answers=("answer",))
        result = marker.mark_numeric(row, (part,), {"answer": written(key.key)})
        assert result.answers["answer"].state == "right", (story.name, key)


@pytest.mark.parametrize("name", SCENES)
def test_a_link_opens_the_same_state(name):
    scene = scene_of(name)
    for story in scene.stories:
        exploration = Exploration(scene, story.values)
        assert read_link(exploration.link) == (name, exploration.values)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("name", SCENES)
def test_the_page_of_a_scene(name, scheme, qtbot, marker, tmp_path):
    appearance = Appearance(scheme)
    page = ExplorePage(appearance, marker)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.open(name)
    with qtbot.waitExposed(page):
        page.show()
    walk_stories(page)
    walk_controls(page)
    for ending in ("png", "svg", "csv"):
        page.export_to(tmp_path / f"picture.{ending}")
        assert (tmp_path / f"picture.{ending}").stat().st_size > 40
    appearance.set_scale(1.3)
    appearance.set_scheme(Scheme.LIGHT if scheme is Scheme.DARK else Scheme.DARK)
    page.grab()


def walk_stories(page):
    """Each story hides what is asked, until a prediction is committed; then it plays."""
    for number, _ in enumerate(page.exploration.scene.stories):
        page.tell_story(str(number))
        now = page.exploration
        assert not now.revealed
        hidden = now.scene.table(now.values, now.numbers).hidden
        assert all(page.data.model.text(*place) == HIDDEN for place in hidden if place[0] < 200)
        page.play()
        assert not page.player.playing
        page.grab()
        key = now.scene.prediction(now.values, now.numbers).key
        page.prediction.type(key.options[0] if key.kind == "choice" else written(key.key))
        page.prediction.commit()
        assert now.revealed
        assert not any(page.data.model.text(*place) == HIDDEN for place in hidden if place[0] < 200)
        page.grab()
        for _ in range(3):
            page.step()
        page.reset()


def walk_controls(page):
    """Every control from end to end."""
    now = page.exploration
    for name, parameter in now.scene.view.parameters.items():
        before = now.values[name]
        if name not in now.scene.controls(now.values):
            continue
        for value in points(parameter):
            page.set_parameter(name, value)
            assert now.values[name] == value
        page.grab()
        page.set_parameter(name, before)
