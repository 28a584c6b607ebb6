"""Adam's first steps, with bias correction and without it."""
