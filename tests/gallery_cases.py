"""Every explorer of the course, found by looking: one module, one explorer."""

import importlib
import pkgutil

import reuptake.explore


def _is_explorer(name):
    return hasattr(importlib.import_module(f"reuptake.explore.{name}"), "explorer")


CASES = tuple(info.name for info in pkgutil.iter_modules(reuptake.explore.__path__) if _is_explorer(info.name))


def make(name):
    """Make the explorer of a module."""
    return importlib.import_module(f"reuptake.explore.{name}").explorer()
