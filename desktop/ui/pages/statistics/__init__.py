"""Statistics: each chart is headed by its question, then the answer, then the picture."""
