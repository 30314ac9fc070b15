"""The science: pure functions of numbers, with no drawing and no widget."""
