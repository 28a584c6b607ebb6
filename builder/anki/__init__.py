"""Cards -> an Anki package: HTML, note type, decks, ledger, package."""
