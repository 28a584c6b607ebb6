"""Receptive field: which inputs a unit sees through a stack of layers, and how far fields shift."""
