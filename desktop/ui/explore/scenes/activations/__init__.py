"""Activation functions: value and slope, a unit that dies, steps that zigzag."""
