"""Home: what is due, what it is worth, one key to start."""
