"""What a reader handles: the player, the explorer and its controls."""
