"""What the content may name although it is code, and the two programs that read its texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from builder.markdown import Parsed
from builder.positions import Keys
from builder.problems import Finding
from desktop.engine.generators.solution import Generator
from desktop.questions.views.parameters import View

Generators: TypeAlias = Mapping[str, Generator[Any]]

Parse: TypeAlias = Callable[[str], Parsed]
"""Markdown -> its document tree and what is wrong with it."""

Typeset: TypeAlias = Callable[[str, bool], object]
"""TeX and whether it is displayed -> anything; FormulaError if it can't be typeset."""


@dataclass(frozen=True)
class Known:
    """The registries: ids of the drawn figures, the views, the generators."""

    figures: Collection[str]
    views: Mapping[str, View]
    generators: Generators


class Place(Protocol):
    """What a check looks at: a problem, a question or a drill."""

    def finding(
        self, keys: Keys, message: str, remedy: str, text_line: int | None = None
    ) -> Finding:
        """What is wrong on one line (from 0) of the text at `keys`."""
