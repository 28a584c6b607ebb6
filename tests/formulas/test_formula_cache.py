"""The cache: it saves time and changes nothing else."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from desktop.formulas import Formula, FormulaCache, FormulaError, Typesetter
from tests.conftest import SCRIPT
from tests.formulas.examples import EXAMPLES

TEX = r"\sqrt{\frac{1}{n}\sum_{i=1}^n x_i^2}"


def fill(folder: Path, texts: list[str]) -> None:
    with FormulaCache(folder, Typesetter(SCRIPT)) as cache:
        for tex in texts:
            cache.formula(tex, display=True)


def stored(folder: Path, tex: str = TEX) -> tuple[Formula, dict[str, str], bool]:
    """The formula through a fresh cache: with its glyphs, and whether MathJax was loaded."""
    typesetter = Typesetter(SCRIPT)
    with FormulaCache(folder, typesetter) as cache:
        formula = cache.formula(tex, display=True)
        return formula, dict(cache.glyphs), typesetter.loaded


def the_file(folder: Path) -> Path:
    (file,) = folder.glob("formulas-*.sqlite")
    return file


def test_a_stored_formula_needs_no_script(tmp_path: Path, typesetter: Typesetter):
    fill(tmp_path, [TEX, "x"])
    formula, glyphs, loaded = stored(tmp_path)
    assert not loaded
    assert formula == typesetter.formula(TEX, display=True)
    assert glyphs == {glyph: typesetter.glyphs[glyph] for glyph in formula.glyph_ids}


def test_styles_are_kept_apart(tmp_path: Path):
    with FormulaCache(tmp_path, Typesetter(SCRIPT)) as cache:
        display, inline = (cache.formula(TEX, display=style) for style in (True, False))
        assert display != inline
        assert (cache.formula(TEX, display=True), cache.formula(TEX, display=False)) == (
            display,
            inline,
        )


def test_another_script_has_another_cache(tmp_path: Path):
    fill(tmp_path, [TEX])
    typesetter = Typesetter(SCRIPT.read_bytes() + b"\n")
    with FormulaCache(tmp_path, typesetter) as cache:
        cache.formula(TEX, display=True)
    assert typesetter.loaded
    assert len(list(tmp_path.glob("formulas-*.sqlite"))) == 2


def test_a_deleted_cache_is_made_again(tmp_path: Path):
    fill(tmp_path / "deep" / "down", [TEX])
    first = stored(tmp_path / "deep" / "down")
    the_file(tmp_path / "deep" / "down").unlink()
    assert stored(tmp_path / "deep" / "down") == (*first[:2], True)
    assert stored(tmp_path / "deep" / "down") == first


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_thrown_away(damage: bytes, tmp_path: Path):
    fill(tmp_path, [TEX])
    whole = stored(tmp_path)
    the_file(tmp_path).write_bytes(damage)
    assert stored(tmp_path) == (*whole[:2], True)
    assert stored(tmp_path) == whole


def test_a_file_cut_short_is_thrown_away(tmp_path: Path):
    fill(tmp_path, [*list(EXAMPLES.values())[:20], TEX])
    whole = stored(tmp_path)
    file = the_file(tmp_path)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert stored(tmp_path)[:2] == whole[:2]
    assert stored(tmp_path) == whole


@pytest.mark.parametrize(
    "change",
    [
        "update entry set value = substr(value, 1, length(value) / 2)",
        "update entry set value = replace(value, 'I-1D465', 'I-1D466')",
        "update entry set value = x'ff00'",
        "update entry set checksum = 'none'",
        "update entry set value = '[]' where key not like 'glyph:%'",
        "delete from entry where key like 'glyph:I%'",
        "update entry set value = 'M0 0' where key like 'glyph:%'",
        "delete from entry",
    ],
)
def test_a_damaged_entry_is_redone(change: str, tmp_path: Path):
    fill(tmp_path, [TEX])
    whole = stored(tmp_path)
    database = sqlite3.connect(the_file(tmp_path))
    with database:
        database.execute(change)
    database.close()
    assert stored(tmp_path) == (*whole[:2], True)
    assert stored(tmp_path) == whole


def test_a_table_of_another_shape_is_thrown_away(tmp_path: Path):
    fill(tmp_path, [TEX])
    whole = stored(tmp_path)
    database = sqlite3.connect(the_file(tmp_path))
    with database:
        database.execute("drop table entry")
        database.execute("create table entry (other text)")
    database.close()
    assert stored(tmp_path)[:2] == whole[:2]
    assert stored(tmp_path) == whole


def test_where_nothing_can_be_written_it_only_takes_time(tmp_path: Path, typesetter: Typesetter):
    folder = tmp_path / "a file"
    folder.write_text("in the way")
    formula, _, loaded = stored(folder)
    assert loaded
    assert formula == typesetter.formula(TEX, display=True)


def test_a_locked_cache_only_takes_time(
    tmp_path: Path, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("desktop.formulas.cache.WAIT", 0.05)
    fill(tmp_path, ["x"])
    database = sqlite3.connect(the_file(tmp_path), isolation_level=None)
    database.execute("begin exclusive")
    assert stored(tmp_path)[0] == typesetter.formula(TEX, display=True)
    database.execute("rollback")
    database.close()


def test_what_was_typeset_before_a_mistake_is_kept(tmp_path: Path):
    with pytest.raises(FormulaError, match="Undefined control sequence"):
        fill(tmp_path, [TEX, r"\foo"])
    assert not stored(tmp_path)[2]


def test_builds_at_once_do_no_harm(tmp_path: Path):
    texts = list(EXAMPLES.values())
    context = multiprocessing.get_context("spawn")
    builds = [
        context.Process(target=fill, args=(tmp_path, texts[offset:] + texts[:offset]))
        for offset in (0, 5, 10, 15)
    ]
    for build in builds:
        build.start()
    for build in builds:
        build.join(timeout=120)
    assert [build.exitcode for build in builds] == [0, 0, 0, 0]
    assert not any(stored(tmp_path, tex)[2] for tex in texts)
