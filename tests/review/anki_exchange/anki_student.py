"""A student who reviews our deck in the real Anki, some of it weeks ago."""

from __future__ import annotations

from pathlib import Path

from anki.collection import (
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from tests.anki_client import ALWAYS, Student

DAY_MS = 86_400_000


class AnkiStudent(Student):
    """The backend with our deck; `study` answers the first cards of the exam."""

    def __init__(self, folder: Path, *, fsrs: bool) -> None:
        super().__init__(folder)
        self.collection.set_config("fsrs", fsrs)

    def take_with_schedule(self, package: Path) -> None:
        options = ImportAnkiPackageOptions(
            merge_notetypes=False,
            update_notes=ALWAYS,
            update_notetypes=ALWAYS,
            with_scheduling=True,
            with_deck_configs=False,
        )
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        self.collection.import_anki_package(request)
        self.reopen()

    def answer(self, count: int) -> None:
        """Answer so many cards as they come: good, again, easy, hard in turn."""
        scheduler = self.collection.sched
        self.collection.decks.select(self.collection.decks.id_for_name("Endterm"))
        for turn in range(count):
            queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
            card = self.collection.get_card(queued.card.id)
            card.start_timer()
            rating = (2, 0, 3, 1)[turn % 4]
            answer = scheduler.build_answer(card=card, states=queued.states, rating=rating)
            scheduler.answer_card(answer)

    def age(self, days: int) -> None:
        """As if all reviews had happened so many days earlier."""
        for (identifier,) in self.collection.db.all("select id from revlog order by id"):
            self.collection.db.execute(
                "update revlog set id = ? where id = ?", identifier - days * DAY_MS, identifier
            )

    def export(self, path: Path, *, legacy: bool) -> Path:
        """The collection or the deck with its schedule, by the ending of the name."""
        if path.suffix == ".colpkg":
            self.collection.export_collection_package(str(path), include_media=False, legacy=legacy)
            self.reopen()
        else:
            options = ExportAnkiPackageOptions(
                with_scheduling=True, with_deck_configs=False, with_media=False, legacy=legacy
            )
            self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    @property
    def file(self) -> Path:
        """The collection itself."""
        return Path(self._path)

    def cards(self) -> dict[str, dict]:
        """Card id of ours -> what Anki knows of it."""
        found = {}
        for identifier, fields in self.collection.db.all(
            "select c.id, n.flds from cards c join notes n on n.id = c.nid where c.reps > 0"
        ):
            card = self.collection.get_card(identifier)
            memory = card.memory_state
            found[fields.split("\x1f")[1]] = {
                "type": card.type,
                "queue": card.queue,
                "due": card.due - self.collection.sched.today if card.type == 2 else card.due,
                "ivl": card.ivl,
                "reps": card.reps,
                "lapses": card.lapses,
                "flag": card.user_flag(),
                "memory": (memory.stability, memory.difficulty) if memory else None,
            }
        return found

    def reviews(self) -> list[tuple]:
        """(time, card id of ours, rating, milliseconds taken) of every review."""
        rows = self.collection.db.all(
            "select r.id, n.flds, r.ease, r.time from revlog r join cards c on c.id = r.cid"
            " join notes n on n.id = c.nid where r.ease > 0 order by r.id"
        )
        return [(at, fields.split("\x1f")[1], ease, took) for at, fields, ease, took in rows]
