"""The exam: choose a paper, sit it, mark what was answered in words, read the report."""
