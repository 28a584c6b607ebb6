"""Max pooling: which entries pass, and which of them a gradient finds again."""
