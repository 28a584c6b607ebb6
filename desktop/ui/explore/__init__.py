"""Interactive visualizations: the page that they share, and one file for each of them."""
