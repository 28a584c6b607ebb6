"""The floors of the house: who may import whom, how large a file may be, what no file may name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import ROOT

QT = {"PySide6", "shiboken6"}
OF_ENGINE = {"desktop.engine"}
OF_QUESTIONS = {"desktop.questions", "desktop.formulas", *OF_ENGINE}

# What each package may import beside itself and the standard library. The longest name wins.
FLOORS: dict[str, set[str]] = {
    "desktop.engine": {"numpy"},
    "desktop.formulas": {"quickjs"},
    "desktop.questions": {"msgspec", "quickjs", *OF_ENGINE},
    "desktop.review": {"fsrs", "fsrs_rs_python", "numpy", "zstandard", "desktop.questions"},
    "desktop.paper": {"typst", *OF_QUESTIONS},
    "desktop.typeset": {*QT, "pyqtgraph", "numpy", "platformdirs", "desktop"},
    "desktop.ui": {*QT, "pyqtgraph", "numpy", "platformdirs", "desktop"},
    "desktop": {*QT, "platformdirs"},
    "builder": {
        *("yaml", "genanki", "markdown_it", "mdit_py_plugins", "msgspec", "numpy"),
        "filelock",  # two builds at once take turns
        *("desktop.paper", *OF_QUESTIONS),
    },
    "build": {"builder"},
}
# Standard modules that would open a port or call out: nothing leaves the machine.
NETWORK = {"socket", "socketserver", "http", "urllib.request", "ftplib", "smtplib", "xmlrpc"}
PAGES = "desktop.ui.pages"

LINES_AT_MOST = 400  # the aim is 300
FUNCTION_AT_MOST = 45  # the aim is 40
CODE = {".py", ".js", ".css", ".html", ".sh"}
VAGUE = re.compile(r"(^|_)(utils?|helpers?|misc|common|stuff)(_|$)")

# An address may name an XML namespace, or an origin that exists only in a test (the domain .test
# is reserved for that). Everything else would be a link that rots, or a download.
ADDRESS = re.compile(r"https?://([\w.-]+)")
HARMLESS = re.compile(r"(?:www\.)?w3\.org|(?:[\w-]+\.)*test")
# Written in two parts, since this file is among those that are read.
OUTSIDE = re.compile(r"\.\./" + r"shared\b|/work/" + r"(?:stage|shared|main)\b")


def sources() -> list[Path]:
    """The Python files of the product."""
    folders = ("builder", "desktop")
    return [
        ROOT / "build.py",
        *(p for name in folders for p in sorted((ROOT / name).rglob("*.py"))),
    ]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str) -> Iterator[str]:
    """Every module that a source imports anywhere; `from a import b` counts as a.b.

    A relative import keeps its dots, and so is on no floor.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def floor_of(module: str) -> str:
    return max((floor for floor in FLOORS if within(module, floor)), key=len)


def trespasses(source: str, module: str) -> list[str]:
    """The imports that the module's floor does not allow."""
    floor = floor_of(module)
    allowed = {floor, *FLOORS[floor]}
    if floor == "desktop":
        # desktop/__main__.py puts the packages together, but knows no more than they do
        allowed |= {name for name in FLOORS if within(name, "desktop")}

    def may(name: str) -> bool:
        if within(module, PAGES) and within(name, PAGES):
            page = module.split(".")[: PAGES.count(".") + 2]
            return within(name, ".".join(page))
        if name.partition(".")[0] in sys.stdlib_module_names:
            return not any(within(name, network) for network in NETWORK)
        return any(within(name, package) for package in allowed)

    return [name for name in imports(source) if not may(name)]


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_a_module_stays_on_its_floor(path):
    assert trespasses(path.read_text(encoding="utf-8"), module_name(path)) == []


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("desktop.engine.tensor", "import numpy as np, math", []),
        ("desktop.engine.tensor", "import msgspec", ["msgspec"]),
        ("desktop.engine.tensor", "def f():\n    import yaml.nodes", ["yaml.nodes"]),
        ("desktop.engine.tensor", "from desktop.questions import card", ["desktop.questions.card"]),
        ("desktop.engine.tensor", "from desktop import questions", ["desktop.questions"]),
        ("desktop.engine.tensor", "from .. import questions", ["...questions"]),
        ("desktop.engine.tensor", "from .layers import Linear", [".layers.Linear"]),
        ("desktop.engineering", "import yaml", ["yaml"]),
        ("desktop.formulas.svg", "import PySide6.QtCore", ["PySide6.QtCore"]),
        ("desktop.questions.card", "from desktop.engine import ops", []),
        ("desktop.questions.card", "import desktop.formulas", ["desktop.formulas"]),
        ("desktop.review.store", "import sqlite3, builder.load", ["builder.load"]),
        ("desktop.review.store", "import urllib.request", ["urllib.request"]),
        ("desktop.ui.pages.exam", "from desktop.ui.pages import today", [PAGES + ".today"]),
        ("desktop.ui.pages.exam.page", "from desktop.ui.pages.exam import timer", []),
        ("desktop.ui.pages.exam.page", "import desktop.ui.pages.today.x", [PAGES + ".today.x"]),
        ("desktop.ui.pages.exam", "from desktop.ui import theme", []),
        ("desktop.ui.theme", "from builder import load", ["builder.load"]),
        ("builder.load", "import yaml, filelock, desktop.formulas", []),
        ("builder.load", "from desktop.review import store", ["desktop.review.store"]),
        ("builder.load", "from PySide6 import QtGui", ["PySide6.QtGui"]),
        ("build", "from builder.commands import run", []),
        ("build", "from desktop import engine", ["desktop.engine"]),
    ],
)
def test_the_floors_themselves(module, source, found):
    assert trespasses(source, module) == found


def test_every_package_has_a_floor():
    packages = {
        path.name for path in (ROOT / "desktop").iterdir() if (path / "__init__.py").exists()
    }
    assert {f"desktop.{name}" for name in packages} <= FLOORS.keys()


def files() -> list[Path]:
    """Every file of the repository: committed, or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [
        path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file()
    ]


FILES = files()
TEXTS = {path: path.read_text(encoding="utf-8", errors="replace") for path in FILES}


def lines_with(pattern: re.Pattern[str], allowed: re.Pattern[str] | None = None) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path, text in TEXTS.items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        for match in pattern.finditer(line)
        if not (allowed and allowed.fullmatch(match[1]))
    ]


def test_the_whole_repository_is_read():
    names = {path.relative_to(ROOT).as_posix() for path in FILES}
    assert {"build.py", "tests/test_architecture.py", "Makefile", "content/topics.yaml"} <= names
    assert not any(
        name.startswith((".venv/", "node_modules/", "build/", "dist/")) for name in names
    )


def test_no_file_holds_an_address():
    assert lines_with(ADDRESS, HARMLESS) == []


@pytest.mark.parametrize(
    ("host", "harmless"),
    [
        ("www.w3.org", True),
        ("anki.test", True),
        ("a.b.test", True),
        ("w3.org.example.com", False),
        ("registry.npmjs.org", False),
        ("test.org", False),
        ("nottest", False),
    ],
)
def test_which_addresses_are_harmless(host, harmless):
    assert bool(HARMLESS.fullmatch(host)) == harmless


def test_no_file_names_a_folder_outside_of_the_repository():
    assert lines_with(OUTSIDE) == []


def test_the_lock_of_npm_names_no_address():
    lock = TEXTS[ROOT / "package-lock.json"]
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
    assert "omit-lockfile-registry-resolved=true" in TEXTS[ROOT / ".npmrc"]


def test_the_locks_of_python_have_hashes_and_no_address():
    locks = [
        path for path in FILES if path.name.startswith("requirements") and path.suffix == ".lock"
    ]
    assert len(locks) >= 3
    for path in locks:
        assert "--hash=sha256:" in TEXTS[path]
        assert not re.search(r"(?m)^\s*(--(extra-)?index-url|--find-links)|\s@\s", TEXTS[path])


def test_files_are_short():
    lengths = {path: text.count("\n") for path, text in TEXTS.items() if path.suffix in CODE}
    long = [
        f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n > LINES_AT_MOST
    ]
    assert long == []


def test_functions_are_short():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(TEXTS[path]))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_AT_MOST
    ]
    assert long == []


def test_names_say_what_is_inside():
    vague = [
        path for path in FILES if any(VAGUE.search(part) for part in path.with_suffix("").parts)
    ]
    assert vague == []
