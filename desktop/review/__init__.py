"""Reviewing: the clock, the scheduler, the log of all reviews and what follows from it; no Qt."""
