"""Every text of the exam as a QTextDocument."""

from __future__ import annotations

import dataclasses

import pytest

from desktop.questions.document import (
    Code,
    CodeBlock,
    DisplayFormula,
    Emphasis,
    Formula,
    ItemList,
    LineBreak,
    Paragraph,
    Slot,
    Strong,
    Table,
    Text,
)
from desktop.questions.slots import SlotError
from desktop.typeset.documents import Passage, typeset
from desktop.typeset.formula_source import FormulaSource
from tests.typeset.pictures import DARK, LIGHT, passages_of, picture


@pytest.mark.parametrize("look", [LIGHT, dataclasses.replace(DARK, scale=1.3)], ids=["1", "1.3"])
def test_every_card_is_typeset_without_script_and_without_a_warning(bundle, look):
    source = FormulaSource(bundle)
    for card in bundle.cards():
        document = typeset(passages_of(card), look, source)
        image = picture(document, look, width=look.length(640))
        assert image.height() > look.length(100)
        assert "[[" not in document.toPlainText()
    assert not source.loaded


def test_a_slot_without_a_value_is_an_error(source, look):
    with pytest.raises(SlotError, match="stride"):
        typeset([Passage((Paragraph((Slot("stride"),)),))], look, source)


def test_a_bad_formula_shows_its_source_and_what_is_wrong(source, look):
    document = (
        Paragraph((Text("Before "), Formula(r"\frac{1}{"), Text(", after."))),
        DisplayFormula(r"\unknown x"),
    )
    text = typeset([Passage(document)], look, source).toPlainText()
    first, second = text.split("\n")
    assert first.startswith(r"Before \frac{1}{ (MathJax says: ")
    assert first.endswith("), after.")
    assert second.startswith(r"\unknown x (MathJax says: Undefined control sequence")


EVERYTHING = (
    Paragraph(
        (
            Text("Of "),
            Emphasis((Text("some"), Strong((Text(" and all"),)))),
            Text(" "),
            Code("x = 1"),
            LineBreak(),
            Text("for ("),
            Formula("n"),
            Text(")th "),
            Slot("count"),
        )
    ),
    DisplayFormula(r"\frac{[[count]]}{2}"),
    ItemList(
        (
            (Paragraph((Text("one"),)), DisplayFormula("x^2"), Paragraph((Text("more"),))),
            (Paragraph((Text("two"),)), ItemList(((Paragraph((Text("inner"),)),),))),
        ),
        start=3,
    ),
    Paragraph((Text("between"),)),
    Table(((Text("head"),), (Formula("h"),)), (((Text("1"),), (Text("2"),)),)),
    CodeBlock("a = 1\nb = 2\n"),
    Paragraph((Text("end"),)),
)


MARKDOWN = r"""Of *some* ***and all*** `x = 1`
for ($n$)th 7

$$\frac{7}{2}$$

3. one

   $$x^2$$

   more

4. two
   - inner

between

| head | $h$ |
|---|---|
| 1 | 2 |

```
a = 1
b = 2
```

end"""
