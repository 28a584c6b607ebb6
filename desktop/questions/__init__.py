"""Questions as data: the model, the document tree, slots, marking, and the bundle's reader."""
