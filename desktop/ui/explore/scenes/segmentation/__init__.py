"""Segmentation: a class for every pixel, by convolutions and by dense layers."""
