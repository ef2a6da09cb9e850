"""What people write around a figure that is not read, by what is read in its place."""

from __future__ import annotations

SAME_BEFORE = {
    "at least": "more than or equal to|greater than or equal to|not below|not under|no lower than|not lower than|"
    "starting at|⩾|≧|=>",
    "more than": "surpass|surpasses|surpassed|surpassing|exceed|exceeds|exceeded|topping|tops|topped|beyond|"
    "north of|higher than|bigger than|larger than|well above|just above|far above|slightly over|slightly above|"
    "a little over|slightly more than|just more than|well more than|far more than|much more than|way over",
    "at most": "less than or equal to|fewer than or equal to|not over|not above|not exceeding|no greater than|"
    "not greater than|no higher than|not higher than|as high as|⩽|≦|=<",
    "exactly": "equal to|equals|=|==",
    "fewer than": "well under|well below|far under|far below|far fewer than|far less than|much less than|"
    "lower than|smaller than|way under|well short of",
    "about": "in the order of|on the order of|of the order of|in the neighbourhood of|in the neighborhood of|"
    "in the vicinity of|somewhere around|give or take|near|abt|abt.|cca|appr.|appr|approximate|plus or minus|"
    "∼|≃|≅|≒|@",
    "nearly": "just below|just shy of|shy of|slightly under|slightly less than|slightly fewer than|a bit under|"
    "slightly below|a little under|nearing|virtually|practically|just less than|close on|not far off|nigh on",
}
SAME_BEHIND = {
    "at least": "at least|minimum|min|min.|at minimum|and upwards|or upwards|upwards|or up|or higher|and higher|"
    "or greater",
    "exactly": "exactly|precisely",
    "at most": "or below|and below|at most|maximum|max|max.|at maximum|tops|and under|and fewer|and less|or lower",
    "about": "or thereabouts|approximately|approx|approx.|roughly|circa|give or take|ish|-ish|about|around",
}
BEFORE, BEHIND = (
    {phrase: read for read, phrases in same.items() for phrase in phrases.split("|")}
    for same in (SAME_BEFORE, SAME_BEHIND)
)
