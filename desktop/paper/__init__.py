"""Printable papers: an examination, its solutions and reports as PDF, set by Typst."""
