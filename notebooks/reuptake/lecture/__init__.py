"""Lecture material made from the course: decks, playable pictures, question bank."""
