"""A knowledge base of one question, into which a test puts one broken file."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.checks import Known, check
from builder.checks.known import Typeset
from builder.knowledge import Knowledge
from builder.load import load
from builder.markdown import parse
from builder.problems import Findings
from desktop.engine.generators import GENERATORS
from desktop.questions.views import VIEWS

HERE = Path(__file__).parent
SMALL = HERE / "small"
EXAM = "small-2026"
PLACES = {
    "problem": f"exams/{EXAM}/problem-1.yaml",
    "exam": f"exams/{EXAM}/exam.yaml",
    "topics": "topics.yaml",
    "sources": "sources.yaml",
}
SMALL_VIEWS = {name: VIEWS[name] for name in ("newton", "max_pooling", "optimizers")}
KNOWN = Known(figures={f"{EXAM}/1.1"}, views=SMALL_VIEWS, generators=GENERATORS)


def small_content(folder: Path) -> Path:
    """A copy of the knowledge base that a test may change."""
    return Path(shutil.copytree(SMALL, folder / "content"))


def read_and_check(content: Path, typeset: Typeset) -> tuple[Knowledge, Findings]:
    """Everything that build.py does before it compiles."""
    findings = Findings()
    knowledge = load(content, findings)
    check(knowledge, KNOWN, parse, typeset, findings)
    return knowledge, findings


def complaints(content: Path, typeset: Typeset) -> list[str]:
    """Every finding as line and text, without the folders."""
    findings = read_and_check(content, typeset)[1]
    return [f"{Path(f.path).name}:{f.line}: {f.message}: {f.remedy}" for f in findings]
