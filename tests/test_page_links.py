"""Links to quoted words: percent-encoded as browsers read them, and to nothing but the web."""

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.rendering.page.links import quoted_words, text_fragment, web_address

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"


@each_row(
    ("quote", "fragment"),
    [
        ("killed 58", "text=killed%2058"),
        ("killed\n  58", "text=killed%2058"),
        ("well-known, and so on & more", "text=well%2Dknown%2C%20and%20so%20on%20%26%20more"),
        ("“at least 18.”", "text=at%20least%2018"),
        ("100% of 5#6?", "text=100%25%20of%205%236%3F"),
        ("بیش از ۲۳", "text=%D8%A8%DB%8C%D8%B4%20%D8%A7%D8%B2%20%DB%B2%DB%B3"),
        (LONG, "text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"),
        (" ".join(LONG.split()[:12]), "text=" + "%20".join(LONG.split()[:12])),
        ("they killed [...] in the attack", "text=they%20killed,in%20the%20attack"),
        ("they killed … in the attack", "text=they%20killed,in%20the%20attack"),
        ("they killed ... in the attack", "text=they%20killed,in%20the%20attack"),
        ("[the army] lost 58 men", "text=lost%2058%20men"),
        ("... lost 58 men ...", "text=lost%2058%20men"),
        ("…", ""),
        ("“”", ""),
        ("a " + '" ' * 20 + "b", "text=a,b"),
        ("x " + "' " * 20 + "y . , . , ; ;", "text=x,y"),
    ],
)
def test_fragment(quote, fragment):
    assert text_fragment(quote) == fragment


@each_row(
    ("address", "link"),
    [
        ("https://x.example/a", "https://x.example/a#:~:text=58"),
        ("http://x.example/a?b=1&c=2", "http://x.example/a?b=1&c=2#:~:text=58"),
        ("https://x.example/a#part", "https://x.example/a#part:~:text=58"),
        ("https://x.example/a#part:~:text=other", "https://x.example/a#part:~:text=58"),
        ("https://x.example/a#:~:text=other", "https://x.example/a#:~:text=58"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//x.example/a", None),
        ("https://x.example/a b", None),
        (None, None),
    ],
)
def test_link_to_the_words(address, link):
    assert quoted_words(address, "58") == link
    assert quoted_words(address, None) == web_address(address)
    assert quoted_words(address, "...") == web_address(address)


@given(st.text(max_size=200))
def test_any_quote_makes_a_well_formed_fragment(quote):
    fragment = text_fragment(quote)
    assert re.fullmatch(r"(?:text=[A-Za-z0-9_.~%]+(?:,[A-Za-z0-9_.~%]+)?)?", fragment)
    if fragment and "," not in fragment:
        assert unquote(fragment.removeprefix("text=")) in " ".join(quote.split())
