"""Optimizers racing down a surface: who is lowest after so many steps, and by which way."""
