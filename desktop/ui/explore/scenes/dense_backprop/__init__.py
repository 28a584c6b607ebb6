"""Gradients of a dense layer: entry by entry, and the shapes of two layers."""
