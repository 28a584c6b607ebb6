"""Settings: a column of labels, controls and what each choice means; no button saves."""
