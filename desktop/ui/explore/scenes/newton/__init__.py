"""Newton's method: each step goes to where the parabola that touches f here is level."""
