"""Handwritten digits and what is made of them: pairs, scenes, augmented and drawn ones.

Images are float32 arrays with ink 1 on ground 0, (28, 28) or (count, 28, 28).
"""
