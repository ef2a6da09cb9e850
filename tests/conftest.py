"""Hypothesis makes up the same examples in every run, in `.ci/run` more of them.

`HYPOTHESIS_PROFILE=thorough` is what it takes there; `HYPOTHESIS_PROFILE=explore` looks for new ones.
"""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("thorough", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
