"""Mock exams: a sitting that survives anything, its marking, its report, its place in the log."""
