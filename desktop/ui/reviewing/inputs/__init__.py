"""Answers by the kind of card, one input a file."""
