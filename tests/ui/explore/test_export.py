"""What a file of a picture holds."""

from __future__ import annotations

import re

from desktop.ui.appearance import Appearance
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.export import svg
from desktop.ui.explore.registry import scene_of

POINTS = 500


def test_contours_are_lines_in_a_drawing_although_the_plot_keeps_an_image(qtbot):
    exploration = Exploration(scene_of("optimizers"))
    picture = exploration.scene.picture(Appearance())
    qtbot.addWidget(picture)
    picture.resize(640, 352)
    picture.show_numbers(exploration.values, exploration.numbers, False)
    picture.show()
    shown = picture.grab().toImage()
    paths = re.findall(r'<path[^>]* d="([^"]*)"', svg(picture, "Race").decode())
    assert max(path.count(" ") for path in paths) > POINTS
    assert picture.grab().toImage() == shown
