"""Data augmentation: what a change makes of a digit, and of training."""
