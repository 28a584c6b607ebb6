"""Controls in the look of Endterm, one a file; import them from their own modules."""
