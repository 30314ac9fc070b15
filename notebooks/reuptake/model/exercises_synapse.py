"""What exercises and predictions of notebook 02 ask for, computed from the data."""

EXERCISES = {}
"""What each exercise asks for, by the name that exercises.json uses."""

NUMBERS = {}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
