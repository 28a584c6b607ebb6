"""dist/endterm.bundle: it holds what was compiled, it is only read, and what is none is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.assets import app_fonts, fonts, mathjax_script
from builder.compile import compile_exam
from builder.load import load
from builder.problems import Findings
from desktop.formulas import Formula, formula_key, items_from_json
from desktop.questions.bundle import SCHEMA_VERSION, Bundle, BundleError
from desktop.questions.card import formulas_of, with_first_rows
from tests.project import CONTENT, FIVE, Project


@pytest.fixture(scope="module", params=[FIVE, CONTENT], ids=["five", "real content"])
def project(request, tmp_path_factory) -> Project:
    project = Project(tmp_path_factory.mktemp("bundle"), request.param)
    project.build()
    return project


@pytest.fixture
def bundle(project):
    with Bundle(project.bundle) as bundle:
        yield bundle


@pytest.fixture
def database(project):
    with closing(sqlite3.connect(project.bundle)) as connection:
        yield connection


def compiled(project):
    knowledge = load(project.content, Findings())
    [exam] = knowledge.exams.values()
    problems = [loaded.problem for loaded in exam.problems]
    return compile_exam(exam.id, exam.exam, problems, knowledge.sources)


def test_it_holds_every_card_with_its_first_row(project, bundle):
    cards = [with_first_rows(card, 1) for card in compiled(project)]
    assert bundle.cards() == cards
    assert bundle.card_ids() == [card.id for card in cards]
    assert [bundle.card(card.id) for card in cards] == cards


def test_every_formula_of_every_card_is_whole(project, database):
    rows = {row[0]: row[1:] for row in database.execute("select * from formula")}
    glyphs = dict(database.execute("select id, path from glyph"))
    cards = [with_first_rows(card, 2) for card in compiled(project)]
    shown = {source for card in cards for source in formulas_of(card)}
    assert rows.keys() == {formula_key(*source) for source in shown}
    used = set()
    for tex, display in shown:
        found_tex, found_display, *extents, items = rows[formula_key(tex, display)]
        formula = Formula(tex, display, *extents, items_from_json(items))
        assert (found_tex, found_display) == (tex, display)
        assert formula.width > 0
        assert formula.items
        used |= formula.glyph_ids
    assert glyphs.keys() == used
    assert "[[" not in "".join(tex for tex, _ in shown)


def test_every_figure_of_every_card_is_there(project, bundle, database):
    wanted = {name for card in compiled(project) for name in card.figures}
    rows = database.execute("select id, title, description from figure").fetchall()
    assert {row[0] for row in rows} == wanted
    assert all(title and description for _, title, description in rows)
    assert all(bundle.figure(name).startswith("<svg") for name in wanted)


def test_cards_are_read_without_their_texts_too(project, bundle):
    cards = compiled(project)
    outlines = bundle.outlines()
    assert [outline.id for outline in outlines] == [card.id for card in cards]
    for outline, card in zip(outlines, cards, strict=True):
        for name in outline.__struct_fields__:
            assert getattr(outline, name) == getattr(card, name)


def test_exams_and_topics_are_read_as_they_were_written(project, bundle):
    knowledge = load(project.content, Findings())
    assert bundle.exams() == {name: exam.exam for name, exam in knowledge.exams.items()}
    assert bundle.topics() == list(knowledge.topics)
    leaves = {f"{group.id}/{topic.id}" for group in bundle.topics() for topic in group.topics}
    assert {topic for card in bundle.cards() for topic in card.topics} <= leaves


def test_formulas_glyphs_figures_and_assets_are_read(bundle, database):
    for key, *formula in database.execute("select * from formula"):
        assert bundle.formula(key) == tuple(formula)
    for glyph, path in database.execute("select id, path from glyph"):
        assert bundle.glyph(glyph) == path
    for name, title, description in database.execute("select id, title, description from figure"):
        assert bundle.figure_words(name) == (title, description)
    assert bundle.asset_names() == sorted({"mathjax.js", *app_fonts(), *fonts()})
    assert bundle.asset("mathjax.js") == mathjax_script().read_bytes()
    assert bundle.formula("no such key") is None


def test_it_brings_script_fonts_and_the_built_collection(project, database):
    assets = dict(database.execute("select name, data from asset"))
    assert assets == {"mathjax.js": mathjax_script().read_bytes(), **app_fonts(), **fonts()}
    anki = dict(database.execute("select name, data from anki"))
    assert anki.keys() == {"collection.anki2", *fonts()}
    with closing(sqlite3.connect(":memory:")) as collection:
        collection.deserialize(anki["collection.anki2"])
        assert collection.execute("select count(*) from cards").fetchone()[0] == len(
            compiled(project)
        )


def test_the_file_is_sound(database):
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert database.execute("pragma journal_mode").fetchone() == ("delete",)


def test_what_is_not_there_is_named(bundle):
    with pytest.raises(KeyError, match=r"9\.99"):
        bundle.card("in2346-2022/9.99")
    for read in (bundle.figure, bundle.figure_words, bundle.glyph, bundle.asset):
        with pytest.raises(KeyError, match="no such thing"):
            read("no such thing")


def test_every_card_is_found_by_its_number_and_title(project, bundle):
    for card in compiled(project):
        assert card.id in bundle.search(f"{card.number} {card.title}")


@pytest.fixture(scope="module")
def five(tmp_path_factory) -> Path:
    return Project(tmp_path_factory.mktemp("five")).build().with_name("endterm.bundle")


def test_search_wants_every_word(five):
    with Bundle(five) as bundle:
        assert bundle.search("gradients minibatch") == ["tiny-2026/2.2"]
        assert bundle.search("MINIBATCH") == ["tiny-2026/2.2"]
        assert bundle.search("gradients nowhere") == []
        assert bundle.search("operatorname") == ["tiny-2026/1.1"]
        assert len(bundle.search("slip")) == 5
        assert bundle.search("") == bundle.search('  " ') == []


ODD = [
    '"',
    "'",
    "*",
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "title:",
    "^a",
    "-a",
    "(",
    "a\x00b",
    "%",
    "\ud800",
]


@pytest.mark.parametrize("query", ODD, ids=repr)
def test_odd_queries_are_only_words(query, five):
    with Bundle(five) as bundle:
        assert isinstance(bundle.search(query), list)
        # beside a word of every card, signs are passed over
        if not any(sign.isalpha() for sign in query):
            assert len(bundle.search(f"{query} slip {query}")) == 5


@settings(deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_no_query_raises(five, query):
    with Bundle(five) as bundle:
        assert set(bundle.search(query)) <= set(bundle.card_ids())


def test_a_thousand_words_are_a_query_too(five):
    with Bundle(five) as bundle:
        assert len(bundle.search("slip " * 1000)) == 5


def test_reading_leaves_no_trace(five):
    before = [(path, path.stat()) for path in sorted(five.parent.iterdir())]
    with Bundle(five) as bundle:
        bundle.cards()
        bundle.search("slip")
        during = [(path, path.stat()) for path in sorted(five.parent.iterdir())]
    after = [(path, path.stat()) for path in sorted(five.parent.iterdir())]

    def unchanging(files):
        return [(path, stat.st_size, stat.st_mtime_ns, stat.st_ino) for path, stat in files]

    assert unchanging(before) == unchanging(during) == unchanging(after)


def test_it_cannot_be_written(five):
    with Bundle(five) as bundle, pytest.raises(sqlite3.OperationalError, match="readonly"):
        bundle._connection.execute("delete from question")


def test_a_path_with_odd_signs_is_opened(five, tmp_path):
    path = tmp_path / "a?b#c%20 d&é.bundle"
    path.write_bytes(five.read_bytes())
    with Bundle(path) as bundle:
        assert len(bundle.card_ids()) == 5


def changed(five, path, *statements):
    path.write_bytes(five.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return path


def test_a_missing_file_is_refused(tmp_path):
    for path in (tmp_path / "no.bundle", tmp_path):
        with pytest.raises(BundleError, match=r"is missing\. Run `make`, or choose another file\."):
            Bundle(path)


def test_a_foreign_file_is_refused(five, tmp_path):
    (tmp_path / "empty.bundle").write_bytes(b"")
    foreign = changed(five, tmp_path / "other.bundle", "pragma application_id = 1")
    for path in (tmp_path / "empty.bundle", foreign):
        with pytest.raises(
            BundleError, match=r"is not a bundle of Endterm\. Choose another file\."
        ):
            Bundle(path)
    (tmp_path / "text.bundle").write_text("no database at all\n" * 200)
    with pytest.raises(BundleError, match=r"is damaged \(file is not a database\)\. Run `make`\."):
        Bundle(tmp_path / "text.bundle")


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1, 9999])
def test_another_version_is_refused(five, tmp_path, version):
    path = changed(five, tmp_path / "other.bundle", f"pragma user_version = {version}")
    words = rf"has version {version}, this program reads {SCHEMA_VERSION}\. Run `make`\."
    with pytest.raises(BundleError, match=words):
        Bundle(path)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(five, tmp_path, part):
    data = five.read_bytes()
    path = tmp_path / "cut.bundle"
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(BundleError, match=r"is damaged \(.+\)\. Run `make`\."):
        Bundle(path)


@pytest.mark.parametrize("seed", range(40))
def test_a_page_of_zeros_is_refused_or_harmless(five, tmp_path, seed):
    data = bytearray(five.read_bytes())
    start = (seed * 7919 % (len(data) // 4096)) * 4096
    data[start : start + 4096] = bytes(4096)
    path = tmp_path / "holes.bundle"
    path.write_bytes(data)
    with Bundle(five) as whole:
        expected = whole.cards(), whole.search("slip")
    try:
        with Bundle(path) as bundle:
            found = bundle.cards(), bundle.search("slip")
    except BundleError:
        return
    assert found == expected


def test_a_card_that_cannot_be_read_is_damage(five, tmp_path):
    for number, value in enumerate(["x'ff'", "'{}'", "cast('[]' as blob)"]):
        path = tmp_path / f"{number}.bundle"
        statement = f"update question set card = cast({value} as blob) where position = 2"
        with Bundle(changed(five, path, statement)) as bundle:
            first = bundle.card_ids()[0]
            assert bundle.card(first).id == first
            with pytest.raises(BundleError, match=r"is damaged \(.+\)\. Run `make`\."):
                bundle.cards()


def test_a_missing_table_is_damage(five, tmp_path):
    path = changed(five, tmp_path / "other.bundle", "drop table card_text")
    with Bundle(path) as bundle, pytest.raises(BundleError, match="no such table"):
        bundle.search("slip")


def test_a_word_may_be_begun(bundle):
    assert set(bundle.search("dropout")) <= set(bundle.search("dropou", begun=True))
    assert bundle.search("dropou") == []
    assert bundle.search("", begun=True) == []


def test_it_knows_its_words(bundle):
    words = bundle.words()
    assert "the" in words
    assert words == sorted(set(words))
    assert all(bundle.search(word) for word in words[:: len(words) // 50])
    assert bundle.words() == words
