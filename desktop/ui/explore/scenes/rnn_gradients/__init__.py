"""Gradients of recurrent networks: through time, clipped, and along the cell state."""
