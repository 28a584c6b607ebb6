"""Reviewing: a card, its answer by kind, what is said about it, and the presenter between."""
