"""Differentiable operations on arrays, one family a file: forward and backward side by side.

Tensor (desktop.engine.tensor) chains them; operation.py says what each hands back.
"""
