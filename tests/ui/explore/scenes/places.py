"""Where in a painted picture a thing stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from desktop.ui.explore.drawn_picture import DrawnPicture


def hit_of(picture: DrawnPicture, key: object):
    """The thing with this key."""
    return next(hit for hit in picture.hits() if hit.key == key)


def middle_of(picture: DrawnPicture, key: object) -> QPoint:
    """The middle of the thing, in px."""
    return (hit_of(picture, key).area.center() * picture.unit).toPoint()
