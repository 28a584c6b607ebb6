"""The document tree in Qt: fonts, formulas as painted paths, text that can be selected, figures."""
