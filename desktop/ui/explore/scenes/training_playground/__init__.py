"""The training playground: a small network learns on points in the plane."""
