"""How many examples Hypothesis makes up where each takes long."""

from hypothesis import settings

few = settings(max_examples=max(10, settings().max_examples // 5))
