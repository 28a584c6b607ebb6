"""The store: an append-only log of all that happened, kept in one SQLite file of the profile."""

from desktop.review.store.errors import StoreError, StoreUnavailable
from desktop.review.store.store import Store

__all__ = ["Store", "StoreError", "StoreUnavailable"]
