"""Plots in the app's look: a picture is described in plain records, a widget draws it.

Import `canvas` late: it brings pyqtgraph, which takes 0.4 s.
"""
