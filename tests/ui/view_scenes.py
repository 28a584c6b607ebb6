"""Pictures of every visualization: as it asks, and every story as it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial


def view_scenes() -> Iterator[tuple[str, Callable]]:
    """Names and what is done for them."""
    from desktop.ui.explore.registry import SCENES, scene_of

    for name in SCENES:
        yield f"view-{name}-asked", partial(asked, name=name)
        for number, _ in enumerate(scene_of(name).stories):
            yield f"view-{name}-{number + 1}", partial(told, name=name, number=number)
        yield f"view-{name}-narrow", partial(told, name=name, number=0)


def asked(app, name: str) -> None:
    app.window.open_view(name, None)


def told(app, name: str, number: int) -> None:
    """A story with its prediction committed; what plays has played a little."""
    asked(app, name)
    page = app.shell.page("view")
    page.tell_story(str(number))
    now = page.exploration
    key = now.scene.prediction(now.values, now.numbers).key
    if key.kind == "choice":
        page.prediction.type(key.options[0])
    elif isinstance(key.key, str):
        page.prediction.type(key.key)
    else:
        page.prediction.skipped.emit()
    page.prediction.commit()
    if not now.scene.played:
        for _ in range(40):
            page.step()
