"""Backpropagation, node by node: the numbers, their formulas, the picture."""
