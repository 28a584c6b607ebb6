"""The network of problem 5: codes to change, a plane to walk, random codes, PCA, few labels."""
