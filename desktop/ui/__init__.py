"""The window: pages, presenters, controls and the theme. Pages know no store and no other page."""
