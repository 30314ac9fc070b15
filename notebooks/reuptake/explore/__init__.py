"""One module an interactive: its controls, what it computes, how it looks and reads."""
