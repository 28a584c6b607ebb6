"""Browse: every card, searched, filtered and sorted, with what became of it."""
