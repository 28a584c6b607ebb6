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
from builder.assets import fonts, mathjax_script
from builder.commands import (
    BUNDLE,
    CONTENT,
    DECK,
    GUIDE,
    OK,
    REPORT,
    Options,
    Progress,
)
from builder.compile import compile_exam
from builder.figures import FIGURES, draw_figures
from builder.files import remove_parts, write_atomically
from builder.formulas import Formulas
from builder.knowledge import Knowledge
from builder.problems import Finding, Findings, shown
from builder.read import checked_knowledge
from desktop.questions.card import Card, with_first_rows

LEDGER = "releases.json"


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
        if options.only and not cards:
            return CONTENT, [f"There is no problem {options.only} in {shown(options.content)}."]
        progress.start("Drawing figures")
        figures = draw_figures(formulas.cache)
        progress.start("Rendering notes")
        notes = _notes(cards, figures, knowledge, options, findings)
        if findings and not options.keep_going:
            return CONTENT, list(findings.lines())
        if options.check:
            return OK, [_summary(cards, "is right")]
        progress.start("Writing")
        with _lock(options.out):
            messages = _write(options, knowledge, notes, figures, formulas, progress)
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
        return Notes(cards, texts, ledger.EMPTY, ())
    after, changed = ledger.stamped(
        committed, deck.note_hashes(texts), note_type_hash(note_type_parts()), _now()
    )
    if not options.only and not options.keep_going:
        for name in ledger.vanished(committed, texts):
            message = f"`{name}` was released and is gone"
            remedy = "bring it back with `retired: <reason>`, so that no student's card is orphaned"
            findings.add(Finding(shown(path), 1, message, remedy))
    if options.check and changed:
        message = f"{len(changed)} entries are not stamped ({', '.join(changed[:3])}, ...)"
        findings.add(Finding(shown(path), 1, message, "run `make` and commit the file"))
    return Notes(cards, texts, after, changed)


def _now() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _write(
    options: Options,
    knowledge: Knowledge,
    notes: Notes,
    figures: Mapping[str, str],
    formulas: Formulas,
    progress: Progress,
) -> list[str]:
    remove_parts(options.out)
    messages = []
    if options.is_release and notes.changed:
        ledger.write(options.content / LEDGER, notes.ledger)
        count = len(notes.changed)
        messages.append(f"stamped {count} notes: commit {shown(options.content / LEDGER)}")
    root_deck = next(iter(knowledge.exams.values())).exam.deck
    collection, media = _collection(notes, root_deck)
    if options.only:
        path = options.out / f"endterm-{options.only}.apkg"
        write_atomically(path, package_bytes(collection, media))
        return [*messages, f"{shown(path)}: {len(notes.cards)} notes"]
    contents = _bundle_content(knowledge, notes, figures, formulas, collection, media)
    written = {
        DECK: package_bytes(collection, media),
        BUNDLE: bundle.bundle_bytes(contents),
        GUIDE: import_guide().encode(),
    }
    for name, data in written.items():
        write_atomically(options.out / name, data)
    progress.stop()
    text = report.report_json(notes.cards, knowledge, notes.changed, written, progress.seconds)
    write_atomically(options.out / REPORT, text.encode())
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
    used = sorted({name for card in notes.cards for name in card.figures})
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
            for name in used
        ],
        assets={"mathjax.js": mathjax_script().read_bytes(), **media},
        anki={"collection.anki2": collection, **media},
    )


def _lock(folder: Path) -> FileLock:
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / ".build.lock")


def _summary(cards: Sequence[Card], where: str) -> str:
    current = [card for card in cards if card.retired is None]
    questions = [card for card in current if card.kind != "drill"]
    credits = sum(card.credits for card in questions)
    drills = f", {len(current) - len(questions)} drills" if len(current) > len(questions) else ""
    return f"{len(questions)} questions{drills}, {credits:g} credits: everything {where}."


def _left_out(findings: Findings) -> str:
    names = ", ".join(sorted(findings.questions)) or "none"
    return f"Left out: {names}."
