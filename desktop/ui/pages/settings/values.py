"""Where settings are kept: those of the schedule in the log, all others beside it."""

from __future__ import annotations

from dataclasses import fields, replace

from desktop.review.scheduling import SchedulerSettings
from desktop.ui.appearance import Scheme
from desktop.ui.pages.settings.entries import ENTRIES, Value
from desktop.ui.workspace import Workspace

OF_SCHEDULE = {field.name for field in fields(SchedulerSettings)}

OF_LOOK = {"appearance", "text_size"}  # these count for the time being where nothing can be kept


def read_values(workspace: Workspace) -> dict[str, Value]:
    """Every setting's value, by its key."""
    schedule = workspace.store.scheduler.settings
    return {
        entry.key: getattr(schedule if entry.key in OF_SCHEDULE else workspace.settings, entry.key)
        for entry in ENTRIES
    }


def write_value(workspace: Workspace, key: str, value: Value) -> None:
    """Keep a setting, and let it count at once.

    Raises: StoreError if it could not be kept, ValueError if it cannot work.
    """
    if key in OF_SCHEDULE:
        store = workspace.store
        store.change_schedule(replace(store.scheduler.settings, **{key: value}))
        return
    if key == "appearance":
        workspace.appearance.set_scheme(Scheme(value))
    elif key == "text_size":
        workspace.appearance.set_scale(value / 100)
    if key not in OF_LOOK or not workspace.store.profile.read_only:
        workspace.change_settings(**{key: value})
