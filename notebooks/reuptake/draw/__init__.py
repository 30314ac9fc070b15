"""Pictures: scenes on matplotlib axes, and the frames that a browser plays."""
