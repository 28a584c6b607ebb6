"""The toy network of problem 1.9: its steps, what a saturated sigmoid lets through, symmetry."""
