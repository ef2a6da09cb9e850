"""The words that make a figure or a time approximate: one table for both kinds, in evened-out spelling."""

# Before it; a space behind a sign or a full stop is free.
ABOUT = (
    "about|around|approximately|approx.|approx|roughly|some|an estimated|estimated|est.|est|"
    "circa|ca.|ca|c.|c|~|≈|in the region of|more or less"
).split("|")
# Behind it.
ABOUT_BEHIND = ("or so",)
