"""MathJax inside QuickJS: TeX in, formulas out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.formulas.formula import Formula, FormulaError
from desktop.formulas.refusals import refuse

if TYPE_CHECKING:
    import quickjs  # type: ignore[import-untyped]

# quickjs and the reader of SVG are imported where they are used: the app's first card, whose
# formulas are stored, needs neither (30 ms).

SECONDS = 2.0  # of processor time for one formula; an ordinary one takes 3 to 10 ms
STACK = 1024 * 1024  # bytes; half of what Python's main thread has on Windows
LARGEST = 150.0  # em, of a formula's width or height

# The files that decide what a formula becomes, besides the script.
_SOURCES = ("formula.py", "layout.py", "affine.py", "outline.py", "typesetter.py")


class Typesetter:
    """Typesets formulas and collects the outlines of the glyphs they use.

    `script` is build/mathjax.js, its content, or what reads its content each time, so that it is
    not kept. It is loaded when the first formula needs it (90 to 160 ms), or by load(). A
    typesetter belongs to the thread that loaded it.

    Raises: FileNotFoundError if the script has not been built.
    """

    def __init__(self, script: Path | bytes | Callable[[], bytes]) -> None:
        if isinstance(script, Path):
            if not script.is_file():
                raise FileNotFoundError(f"{script}: MathJax is not built: run `make`")
            script = script.read_bytes()
        self._script = script
        self._context: quickjs.Context | None = None
        self.glyphs: dict[str, str] = {}

    @property
    def loaded(self) -> bool:
        """Whether the script runs already."""
        return self._context is not None

    def fingerprint(self) -> str:
        """Hash of all that decides how a formula looks: the script and this package's layout."""
        digest = hashlib.sha256(self._content())
        for name in _SOURCES:
            digest.update(Path(__file__).with_name(name).read_bytes())
        return digest.hexdigest()[:16]

    def _content(self) -> bytes:
        return self._script if isinstance(self._script, bytes) else self._script()

    def load(self) -> None:
        """Load the script now."""
        if self._context is None:
            import quickjs

            context = quickjs.Context()
            context.set_max_stack_size(STACK)
            context.eval(self._content().decode())
            context.set_time_limit(SECONDS)
            self._context = context

    def formula(self, tex: str, display: bool) -> Formula:
        """Typeset TeX, in display style or for a line of text.

        Raises: FormulaError if the TeX is refused, wrong, too large or takes too long.
        """
        from desktop.formulas import layout

        refuse(tex)
        formula, outlines = layout.formula_from_svg(self.svg(tex, display), tex, display)
        if max(formula.width, formula.height + formula.depth) > LARGEST:
            size = f"{formula.width:.0f} em wide, {formula.height + formula.depth:.0f} em high"
            raise FormulaError(f"the formula is {size}, at most {LARGEST:.0f} are allowed", tex)
        self.glyphs.update((glyph, outlines[glyph]) for glyph in sorted(formula.glyph_ids))
        return formula

    def svg(self, tex: str, display: bool) -> str:
        """MathJax's own SVG, unchecked.

        Raises: FormulaError if MathJax reports a mistake, or runs out of time or stack.
        """
        import quickjs

        self.load()
        assert self._context is not None
        try:
            return str(self._context.get("typeset")(tex, display))
        except quickjs.StackOverflow:
            self._context = None  # it stopped anywhere, so nothing it holds can be trusted
            raise FormulaError("the formula is nested too deeply", tex) from None
        except quickjs.JSException as error:
            message = str(error).partition("\n")[0]
            if not message.startswith("Error: "):
                self._context = None
            raise FormulaError(_reason(message, tex), tex) from None


def _reason(message: str, tex: str) -> str:
    """What an exception of MathJax or of QuickJS means."""
    if "interrupted" in message:
        return f"the formula takes longer than {SECONDS:g} s, break it up"
    strange = sorted({character for character in tex if not character.isascii()})
    if message.startswith("TypeError") and strange:
        # MathJax falls over characters outside of its table of ranges.
        return f"MathJax can't read one of {' '.join(strange)}, write it outside the formula"
    return f"MathJax says: {message.removeprefix('Error: ')}"
