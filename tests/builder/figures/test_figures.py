"""Every figure as text: listed, well-formed, small, without color, script or outside reference."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import builder.figures
from builder.figures import FIGURES, draw_figures
from builder.figures.kit.canvas import Canvas
from desktop.formulas import FormulaCache, Typesetter
from tests.conftest import ROOT, SCRIPT

LARGEST = 40_000  # bytes

ELEMENTS = {
    "svg": {"viewBox", "width", "style", "role", "aria-labelledby", "fill"},
    "title": {"id"},
    "desc": {"id"},
    "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width"},
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width"},
    "path": {
        "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
        "stroke-linejoin", "transform", "data-label",
    },
}  # fmt: skip
COLORS = {
    "none", "currentColor", "var(--soft)", "var(--rule)", "var(--edge)", "var(--accent)",
    "var(--accent-wash)", "var(--page)", "var(--sunk)",
}  # fmt: skip


@pytest.fixture(scope="module")
def figures(typesetter: Typesetter) -> dict[str, str]:
    return draw_figures(typesetter)


def test_every_file_is_listed():
    folder = Path(builder.figures.__file__).parent
    files = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    listed = {figure.draw.__module__.rpartition(".")[2] for figure in FIGURES.values()}
    assert files == listed, "list the file in builder/figures/__init__.py, or remove it"
    assert len(listed) == len(FIGURES)


def test_names_are_those_of_the_exam():
    names = ["1.1", "1.2", "2.1", "2.2", "3.1", "4.1", "4.2", "5.1", "6.1", "9.1", "9.2"]
    assert list(FIGURES) == [f"in2346-2022/{name}" for name in names]


@pytest.mark.parametrize("name", FIGURES)
def test_elements_attributes_and_colors(name: str, figures: dict[str, str]):
    root = ElementTree.fromstring(figures[name])
    for element in root.iter():
        assert element.attrib.keys() <= ELEMENTS[element.tag]
        for attribute in ("fill", "stroke"):
            assert element.get(attribute, "none") in COLORS
    assert "http" not in figures[name]
    assert not re.search(r"[{}\\\n]", figures[name])


@pytest.mark.parametrize("name", FIGURES)
def test_size(name: str, figures: dict[str, str]):
    assert len(figures[name].encode()) <= LARGEST


@pytest.mark.parametrize("name", FIGURES)
def test_the_words_that_stand_for_it(name: str, figures: dict[str, str]):
    figure = FIGURES[name]
    root = ElementTree.fromstring(figures[name])
    title, description = root[0], root[1]
    assert (title.tag, title.text) == ("title", figure.title)
    assert (description.tag, description.text) == ("desc", figure.description)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert 10 <= len(figure.title) <= 70
    assert not figure.title.endswith(".")
    assert 60 <= len(figure.description) <= 500
    assert figure.description.endswith(".")


def test_no_id_stands_twice(figures: dict[str, str]):
    ids = re.findall(r' id="([^"]+)"', "".join(figures.values()))
    assert len(ids) == len(set(ids)) == 2 * len(FIGURES)


# What a question asks for may stand neither in its picture nor in the words for it.
@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("2.1", r"N|\bM\b|\bD\b|\^T|top|times"),
        ("2.2", r"test|valid|overfit|early"),
        ("4.2", r"784|\b7\b|\b14\b|\b19\b|kernel|softmax"),
        ("5.1", r"encoder(?! )|decoder|bottleneck|latent|code|compress"),
        ("9.1", r"gradient|vanish|explod|LSTM"),
    ],
)
def test_no_answer_is_given_away(name: str, answers: str, figures: dict[str, str]):
    root = ElementTree.fromstring(figures[f"in2346-2022/{name}"])
    labels = [element.get("data-label", "") for element in root.iter()]
    assert [label for label in labels if re.search(answers, label)] == []


def test_every_name_of_the_network_with_numbers(figures: dict[str, str]):
    root = ElementTree.fromstring(figures["in2346-2022/6.1"])
    labels = [
        element.attrib["data-label"] for element in root.iter() if "data-label" in element.attrib
    ]
    weights = [f"w_{i}{j}" for i in (1, 2) for j in (1, 2, 3)]
    weights += [f"v_{i}{j}" for i in (1, 2, 3) for j in (1, 2)]
    others = ["x_1", "x_2", "haty_1", "haty_2", "leaky ReLU"]
    others += [f"h_{place}" for place in range(1, 7)] + [f"b_{place}" for place in range(1, 6)]
    assert sorted(labels) == sorted(weights + others)


def test_a_cache_and_another_process_give_the_same_text(figures: dict[str, str], tmp_path: Path):
    program = (
        "import hashlib, pathlib, sys\n"
        "from builder.figures import draw_figures\n"
        "from desktop.formulas import FormulaCache, Typesetter\n"
        "typesetter = Typesetter(pathlib.Path(sys.argv[1]))\n"
        "with FormulaCache(pathlib.Path(sys.argv[2]), typesetter) as cache:\n"
        "    sys.stdout.write('\\n'.join(draw_figures(cache).values()))\n"
    )
    arguments = [sys.executable, "-c", program, str(SCRIPT), str(tmp_path)]
    first = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert first.split("\n") == list(figures.values())
    typesetter = Typesetter(SCRIPT)
    with FormulaCache(tmp_path, typesetter) as cache:
        assert draw_figures(cache) == figures
    assert not typesetter.loaded


def test_a_label_must_be_legible_on_a_phone(typesetter: Typesetter):
    with pytest.raises(ValueError, match="label 'x' is 11 px high, at least 12 px"):
        Canvas(typesetter).words("x", 0, 0, size=11)
