"""What exercises and predictions ask for, of all notebooks together.

Each notebook has a module of its own, which computes the right values and those that known
mistakes give from the same data.
"""

from reuptake.model import (
    exercises_claims,
    exercises_drugs,
    exercises_emerging,
    exercises_neurons,
    exercises_reuptake,
    exercises_safety,
    exercises_synapse,
    exercises_uses,
    exercises_watch,
)

_MODULES = (
    exercises_neurons,
    exercises_synapse,
    exercises_reuptake,
    exercises_drugs,
    exercises_uses,
    exercises_emerging,
    exercises_safety,
    exercises_claims,
    exercises_watch,
)

EXERCISES = {name: computation for module in _MODULES for name, computation in module.EXERCISES.items()}
"""The computation behind each exercise, by the name that the exercise gives as its value."""

NUMBERS = {name: number for module in _MODULES for name, number in module.NUMBERS.items()}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {name: curve for module in _MODULES for name, curve in module.CURVES.items()}
"""Curves that a reader sketches: values of the model at given places."""
