"""Would I pass? The predicted score on a day, what raises it most, and how true it has been."""
