"""Signals and gradients through the depth: a random network, a chain, one layer."""
