"""One memory with Anki: a student's reviews come in from an export, the app's go out in a deck."""
