"""The list of all visualizations, by the problem that they belong to."""
