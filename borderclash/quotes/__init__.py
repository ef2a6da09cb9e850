"""Figures in quotes: what a text says of a figure, in the words of its language (`tables`); `judging` answers."""
