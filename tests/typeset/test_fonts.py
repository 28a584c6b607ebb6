"""The bundle's fonts are all that a machine needs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFontInfo, QImage, QRawFont

from desktop.questions.bundle import Bundle
from desktop.questions.document import Code, Emphasis, Formula, Paragraph, Strong, Text
from desktop.typeset.documents import Passage, typeset
from desktop.typeset.fonts import FontError, register_fonts
from desktop.typeset.look import Role
from tests.project import ROOT
from tests.typeset.pictures import LIGHT, array_of, picture

DOCUMENT = (
    Paragraph(
        (
            Text("Größe, “quoted” – "),
            Emphasis((Text("stressed"),)),
            Strong((Text(" strong "),)),
            Code("nn.Linear(3, 4)"),
            Formula(r"\frac{1}{2}"),
            Text(" ≤ − × → ∀ ∈ ✓ ⏎ α"),
        )
    ),
)
WITHOUT_FONTS = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from desktop.questions.bundle import Bundle
from desktop.typeset.documents import Passage, typeset
from desktop.typeset.fonts import register_fonts
from desktop.typeset.formula_source import FormulaSource
from tests.typeset.pictures import LIGHT, picture
from tests.typeset.test_fonts import DOCUMENT

application = QApplication([])
assert set(QFontDatabase.families()) <= {'Monospace', 'Sans Serif', 'Serif'}  # names alone
with Bundle(Path(sys.argv[1])) as bundle:
    register_fonts(bundle)
    document = typeset([Passage(DOCUMENT)], LIGHT, FormulaSource(bundle))
    picture(document, LIGHT, width=640).save(sys.argv[2])
"""


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is Linux's")
def test_a_machine_without_fonts_shows_the_same_text(tmp_path, exam_bundle_path, source):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    target = tmp_path / "shown.png"
    variables = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WITHOUT_FONTS, str(exam_bundle_path), str(target)]
    subprocess.run(command, cwd=ROOT, env=os.environ | variables, check=True)
    here = picture(typeset([Passage(DOCUMENT)], LIGHT, source), LIGHT, width=640)
    assert (array_of(QImage(str(target))) == array_of(here)).all()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("strong", [False, True])
def test_every_role_has_the_font_that_it_names(bundle, role, strong):
    face = role.value
    info = QFontInfo(face.font(strong=strong))
    assert info.family() == face.families[0]
    assert info.weight() == (max(face.weight, 600) if strong else face.weight)
    assert QFontInfo(face.code_font()).family() == "JetBrains Mono"


def test_italics_are_drawn_and_not_slanted(bundle):
    italic = QRawFont.fromFont(Role.PROSE.value.font(italic=True))
    assert italic.style().name == "StyleItalic"
    assert italic.styleName() == "Italic"


class _Damaged(Bundle):
    """A bundle with a font that is none."""

    def asset(self, name):
        return b"not a font" if name.endswith(".ttf") else super().asset(name)


def test_a_damaged_font_is_named(exam_bundle_path):
    with (
        _Damaged(exam_bundle_path) as damaged,
        pytest.raises(FontError, match=r"font-\w+-400\.ttf"),
    ):
        register_fonts(damaged)
