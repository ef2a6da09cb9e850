"""Figures in quotes: what a text from a source says of a figure, in the words of its language.

`judging` answers for a quote and a value, `tables` knows the languages.
"""
