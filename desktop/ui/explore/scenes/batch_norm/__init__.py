"""Batch normalization: one batch, the running statistics, and what is counted."""
