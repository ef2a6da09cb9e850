"""Range plots of figures: their geometry, and what draws it."""
