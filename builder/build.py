"""One build: content -> cards -> formulas, notes, ledger -> the files in dist/."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from builder import bundle, report
from builder.anki import deck, ledger
from builder.anki.guide import DESCRIPTION, import_guide
from builder.anki.notetype import (
    NOTE_TYPE_ID,
    NOTE_TYPE_NAME,
    note_type_hash,
    note_type_parts,
)
from builder.anki.package import StampedModel, collection_bytes, package_bytes
from builder.assets import app_fonts, fonts, mathjax_script
from builder.commands import (
    BUNDLE,
    CONTENT,
    DECK,
    GUIDE,
    OK,
    REPORT,
    EnvironmentProblemError,
    Options,
    Progress,
)
from builder.compile import compile_exam
from builder.figures import FIGURES, draw_figures
from builder.files import remove_leftovers, write_all
from builder.formulas import Formulas
from builder.freshness import LEDGER
from builder.knowledge import Knowledge
from builder.problems import Finding, Findings, quoted, shown
from builder.read import checked_knowledge
from desktop.questions.card import Card, with_first_rows


@dataclass(frozen=True)
class Notes:
    """What the deck is made from, before and after the ledger."""

    cards: Sequence[Card]
    texts: Mapping[str, deck.NoteText]
    ledger: ledger.Ledger
    changed: Sequence[str]


def build(options: Options, progress: Progress) -> tuple[int, list[str]]:
    """Build and return the exit code with what to say."""
    findings = Findings()
    with Formulas(options, progress) as formulas:
        progress.start("Reading and checking")
        knowledge = checked_knowledge(options, formulas, findings)
        if findings and not options.keep_going:
            return CONTENT, list(findings.lines())
        progress.start("Compiling")
        cards = _cards(knowledge.without(findings.questions), options)
        if not cards:
            return CONTENT, [*findings.lines(), _nothing(options)]
        progress.start("Drawing figures")
        figures = draw_figures(formulas.cache, _figures(cards))
        progress.start("Rendering notes")
        notes = _notes(cards, figures, knowledge, options, findings)
        if findings and not options.keep_going:
            return CONTENT, list(findings.lines())
        if options.check:
            return OK, [_summary(cards, "is right")]
        progress.start("Packing")
        files = _files(options, knowledge, notes, figures, formulas)
        progress.stop()
        if not options.only:
            files[options.out / REPORT] = _report(knowledge, notes, files, progress)
        progress.start("Writing")
        _write(options, files)
        messages = _done(options, notes)
    if findings:
        return CONTENT, [*findings.lines(), *messages, _left_out(findings)]
    return OK, messages


def _cards(knowledge: Knowledge, options: Options) -> list[Card]:
    return [
        card
        for exam in knowledge.exams.values()
        for card in compile_exam(
            exam.id,
            exam.exam,
            [loaded.problem for loaded in exam.problems],
            knowledge.sources,
        )
        if options.only in (None, card.number.split(".")[0])
    ]


def _figures(cards: Sequence[Card]) -> list[str]:
    return sorted({name for card in cards for name in card.figures})


def _notes(
    cards: Sequence[Card],
    figures: Mapping[str, str],
    knowledge: Knowledge,
    options: Options,
    findings: Findings,
) -> Notes:
    """Every note's text, and the ledger with it stamped; in memory unless this is a release."""
    titles = {
        name: f"{exam.exam.title}, {exam.exam.code}, {exam.exam.date}"
        for name, exam in knowledge.exams.items()
    }
    texts = {
        card.id: deck.note_text(card, figures, titles[card.id.split("/")[0]]) for card in cards
    }
    path = options.content / LEDGER
    try:
        committed = ledger.read(path)
    except ledger.LedgerError as error:
        findings.add(Finding(shown(path), 1, "the ledger cannot be used", str(error)))
        committed = ledger.EMPTY
    after, changed = ledger.stamped(
        committed, deck.note_hashes(texts), note_type_hash(note_type_parts()), _now()
    )
    if not options.only and not options.keep_going:
        for name in ledger.vanished(committed, texts):
            message = f"`{name}` was released and is gone"
            remedy = "bring it back with `retired: <reason>`, so that no student's card is orphaned"
            findings.add(Finding(shown(path), 1, message, remedy))
    if options.check and changed:
        names = ", ".join(changed[:3]) + (", ..." if len(changed) > 3 else "")
        message = f"new or changed since the last release: {names}"
        findings.add(Finding(shown(path), 1, message, "run `make` and commit the file"))
    return Notes(cards, texts, after, changed)


def _now() -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given and not given.isdecimal():
        message = f"SOURCE_DATE_EPOCH is {given!r}. Give it the seconds since 1970, or unset it."
        raise EnvironmentProblemError(message)
    return int(given or time.time())


def _files(
    options: Options,
    knowledge: Knowledge,
    notes: Notes,
    figures: Mapping[str, str],
    formulas: Formulas,
) -> dict[Path, bytes]:
    """What to write, in this order: a killed build may leave a ledger ahead of the deck.

    The next build then takes the ledger as it is and brings the deck up to it.
    """
    files = {}
    if options.is_release and notes.changed:
        files[options.content / LEDGER] = ledger.text(notes.ledger).encode()
    root_deck = next(iter(knowledge.exams.values())).exam.deck
    collection, media = _collection(notes, root_deck)
    package = package_bytes(collection, media)
    if options.only:
        return files | {_only_deck(options): package}
    contents = _bundle_content(knowledge, notes, figures, formulas, collection, media)
    return files | {
        options.out / DECK: package,
        options.out / BUNDLE: bundle.bundle_bytes(contents),
        options.out / GUIDE: import_guide().encode(),
    }


def _only_deck(options: Options) -> Path:
    return options.out / f"endterm-{options.only}.apkg"


def _report(
    knowledge: Knowledge, notes: Notes, files: Mapping[Path, bytes], progress: Progress
) -> bytes:
    sizes = {path.name: len(data) for path, data in files.items() if path.name != LEDGER}
    return report.report_json(
        notes.cards, knowledge, notes.changed, sizes, progress.seconds
    ).encode()


def _write(options: Options, files: Mapping[Path, bytes]) -> None:
    options.out.mkdir(parents=True, exist_ok=True)
    with FileLock(options.out / ".build.lock"):
        remove_leftovers(options.out)
        if options.is_release:
            remove_leftovers(options.content)
        write_all(files)


def _done(options: Options, notes: Notes) -> list[str]:
    if options.only:
        return [f"{shown(_only_deck(options))}: {len(notes.cards)} notes"]
    messages = []
    if options.is_release and notes.changed:
        messages.append(_stamped(notes.changed, options.content / LEDGER))
    return [*messages, _summary(notes.cards, f"is in {shown(options.out)}")]


def _collection(notes: Notes, root_deck: str) -> tuple[bytes, dict[str, bytes]]:
    stamp = notes.ledger.note_type
    assert stamp is not None
    model = StampedModel(NOTE_TYPE_ID, NOTE_TYPE_NAME, note_type_parts(), stamp.mtime)
    shipped = deck.deck_notes(notes.cards, notes.texts, notes.ledger)
    return collection_bytes(model, shipped, root_deck, DESCRIPTION), fonts()


def _bundle_content(
    knowledge: Knowledge,
    notes: Notes,
    figures: Mapping[str, str],
    formulas: Formulas,
    collection: bytes,
    media: Mapping[str, bytes],
) -> bundle.Content:
    typeset = formulas.of_cards([with_first_rows(card, 2) for card in notes.cards])
    return bundle.Content(
        meta={
            "exams": {name: exam.exam for name, exam in knowledge.exams.items()},
            "topics": knowledge.topics,
        },
        cards=[with_first_rows(card, 1) for card in notes.cards],
        formulas=typeset.rows,
        glyphs=typeset.glyphs,
        figures=[
            bundle.Figure(name, FIGURES[name].title, FIGURES[name].description, figures[name])
            for name in _figures(notes.cards)
        ],
        assets={"mathjax.js": mathjax_script().read_bytes(), **app_fonts(), **media},
        anki={"collection.anki2": collection, **media},
    )


def _stamped(changed: Sequence[str], path: Path) -> str:
    count = len(changed) - (ledger.NOTE_TYPE in changed)
    notes = f"{count} note" if count == 1 else f"{count} notes"
    note_type = " and the note type" if ledger.NOTE_TYPE in changed else ""
    return f"stamped {notes}{note_type}: commit {shown(path)}"


def _summary(cards: Sequence[Card], where: str) -> str:
    current = [card for card in cards if card.retired is None]
    questions = [card for card in current if card.kind != "drill"]
    credits = sum(card.credits for card in questions)
    drills = f", {len(current) - len(questions)} drills" if len(current) > len(questions) else ""
    return f"{len(questions)} questions{drills}, {credits:g} credits: everything {where}."


def _nothing(options: Options) -> str:
    if options.only is not None:
        return f"There is no problem {options.only} in {shown(options.content)}."
    return "No question is left to build. Nothing was written."


def _left_out(findings: Findings) -> str:
    names = ", ".join(map(quoted, sorted(findings.questions))) or "nothing"
    return f"Left out: {names}."
