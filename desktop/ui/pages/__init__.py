"""The pages of the window, a folder each: widgets, and presenters that bring them their facts."""
