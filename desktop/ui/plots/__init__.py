"""Plots in the app's look: a picture is described in plain records, a canvas draws it."""
