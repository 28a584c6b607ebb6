"""The network of problem 4, alive: two digits in, their sum out."""
