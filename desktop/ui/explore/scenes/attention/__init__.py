"""Attention: what a query looks at, and what grows with the length."""
