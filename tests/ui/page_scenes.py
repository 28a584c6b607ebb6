"""Scenes of Browse, Statistics and Settings for the pictures of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

SHOWN = "in2346-2022/4.7/receptive-field-of-a-stack"


def page_scenes() -> Iterator[tuple[str, Callable]]:
    """Names and what is done for them; a name says the window's size if it is not the usual."""
    for side in ("front", "back", "history"):
        yield f"browse-{side}", partial(browse_card, side=side)
    yield "browse-card-narrow", partial(browse_card, side="front", opened=True)
    yield "browse-history-narrow", partial(browse_card, side="history", opened=True)
    yield "browse-past", browse_past
    yield "browse-topics", browse_topics
    yield "browse-marked", browse_marked
    yield "browse-nothing", browse_nothing
    yield "statistics-tall", statistics
    yield "statistics-tables-tall", statistics_tables
    yield "fresh-statistics", statistics
    yield "fresh-browse", partial(opened, key="browse")
    yield "settings-fitted", settings_fitted
    yield "settings-tall", partial(opened, key="settings")
    yield "settings-changed", settings_changed
    yield "settings-profile", settings_profile


def open_page(app, key: str):
    app.shell.open_page(key)
    app.settle()
    return app.shell.page(key)


def opened(app, key: str) -> None:
    open_page(app, key)


def browse_card(app, side: str, opened: bool = False) -> None:
    page = open_page(app, "browse")
    page.table.setFocus()
    page.table.choose([SHOWN])
    page.preview.sides.segment(side).click()
    if opened:
        app.press("Enter")


def browse_past(app) -> None:
    browse_card(app, "history")
    page = app.shell.page("browse")
    page.preview.history.table.row_chosen.emit(0)


def browse_topics(app) -> None:
    from desktop.ui.pages.browse.filters import Facet

    page = open_page(app, "browse")
    page.filters.open_facet(Facet.TOPIC)
    page.filters.word(Facet.TOPIC, "optimization/momentum").click()


def browse_marked(app) -> None:
    page = open_page(app, "browse")
    page.table.setFocus()
    for row, key in ((2, "*"), (4, "!"), (7, "-")):
        page.table.selectRow(row)
        app.press(key)
    page.table.selectRow(4)


def browse_nothing(app) -> None:
    page = open_page(app, "browse")
    page.search.setText("dropuot")
    page.search.returnPressed.emit()


def statistics(app) -> None:
    open_page(app, "statistics")


def statistics_tables(app) -> None:
    open_page(app, "statistics").turn()


def settings_changed(app) -> None:
    page = open_page(app, "settings")
    for key, text in (("desired_retention", "92,5"), ("learning_steps", "soon")):
        row = page.rows[key]
        row.field.setText(text)
        row.field.editingFinished.emit()


def settings_profile(app) -> None:
    page = open_page(app, "settings")
    page.profile.back_up.click()
    page.profile.restore.click()
    scroll_to(app, page, page.profile.of_text)


def settings_fitted(app) -> None:
    page = open_page(app, "settings")
    page.memory.fit.click()
    app.window.idle.finish()
    scroll_to(app, page, page.memory.keep)


def scroll_to(app, page, widget) -> None:
    from PySide6.QtWidgets import QScrollArea

    app.settle()
    page.findChild(QScrollArea).ensureWidgetVisible(widget)
