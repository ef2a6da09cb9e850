"""The text of captured pages: what the page says, in lines that quotes are found in, and nothing else."""

import sys

import pytest

from borderclash.entering.extracting import extract
from borderclash.entering.pages import MAX_BYTES, Page, one_line
from borderclash.problems import UsageError
from borderclash.reading.quotes import folded, occurs

ARTICLE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>58 soldiers killed in border clash, Kabul says | The Herald</title>
<meta property="og:title" content="58 soldiers killed in border clash, Kabul says">
<meta property="og:site_name" content="The Herald"><meta name="author" content="A. Reporter">
<meta property="article:published_time" content="2025-10-12T09:30:00+00:00">
<script>var x = "evil text 999";</script><style>p{color:red}</style></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>58 soldiers killed in border clash, Kabul says</h1>
<p class="standfirst">Islamabad puts its own losses at <b>23</b>; neither figure could be verified.</p>
<figure><img src="x.jpg" alt="A border post"><figcaption>A border post, where 9 guards died. Photo: AFP</figcaption></figure>
<p>Afghan forces killed <strong>58 <em>Pakistani</em> soldiers</strong> overnight, the spokesman
 <a href="/z">Zabihullah Mujahid</a> said on Sunday.<sup><a href="#fn1">[1]</a></sup> He added that &ldquo;about
 30&nbsp;were wounded&rdquo;.</p>
<p>Pakistan&#8217;s army said<br>23 of its troops were killed and 200 &ldquo;affiliated terrorists&rdquo; neutralised.</p>
<h2>What each side says</h2>
<ul><li>Kabul: 25 posts seized</li><li>Islamabad: 19 posts seized <span>(since Saturday)</span></li></ul>
<table><caption>Losses claimed</caption><thead><tr><th>Side</th><th>Killed</th></tr></thead>
<tbody><tr><td>Afghanistan</td><td>9</td></tr><tr><td>Pakistan</td><td>58</td></tr></tbody></table>
<blockquote><p>We will not allow this, the minister said.</p></blockquote>
<aside class="related"><h3>Related</h3><a href="/q">Other article</a></aside>
<p>The border was closed at 06:00 on Sunday. Trade has stopped at all crossings, officials on both sides said, and
hundreds of lorries were stranded on the road to the crossing.</p>
</article><section class="comments"><h3>Comments</h3><p>User1: lies, 400 killed!</p></section></main>
<footer>&copy; 2025 The Herald. Subscribe to our newsletter.</footer></body></html>"""
TEXT = """\
58 soldiers killed in border clash, Kabul says
Islamabad puts its own losses at 23; neither figure could be verified.
A border post, where 9 guards died. Photo: AFP
Afghan forces killed 58 Pakistani soldiers overnight, the spokesman Zabihullah Mujahid said on Sunday. He added that “about 30 were wounded”.
Pakistan’s army said
23 of its troops were killed and 200 “affiliated terrorists” neutralised.
What each side says
Kabul: 25 posts seized
Islamabad: 19 posts seized (since Saturday)
Losses claimed
Side\tKilled
Afghanistan\t9
Pakistan\t58
We will not allow this, the minister said.
The border was closed at 06:00 on Sunday. Trade has stopped at all crossings, officials on both sides said, and hundreds of lorries were stranded on the road to the crossing.
"""


def page(content, type="text/html", charset=None):
    return Page("`page`", content if isinstance(content, bytes) else content.encode(), type, charset)


def holds(text, quote):
    return occurs(folded(quote), folded(text))


def test_an_article():
    text, found = extract(page(ARTICLE))
    assert text == TEXT
    assert found == {
        "title": "58 soldiers killed in border clash, Kabul says",
        "author": "A. Reporter",
        "publisher": "The Herald",
        "published": "2025-10-12",
        "language": "en-GB",
    }
    assert extract(page(ARTICLE)) == (text, found)


@pytest.mark.parametrize(
    "quote",
    [
        'He added that "about 30 were wounded".',
        "killed 58 Pakistani soldiers overnight",
        "Pakistan's army said 23 of its troops were killed",
        "said on Sunday.[1] He added",
        "Pakistan 58",
        "where 9 guards died",
    ],
)
def test_quotes_are_found(quote):
    assert holds(TEXT, quote)


@pytest.mark.tools
@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>The army lost <b>23</b>, not 58.</p>", "The army lost 23, not 58.\n"),
        (
            "<nav><a href='/'>Home</a></nav><div><h2>Statement</h2><div>The army lost <i>23</i>.</div></div>",
            "Statement\nThe army lost 23.\n",
        ),
        (
            "<h1>Losses</h1><table><tr><th>Side<th>Killed<tr><td>North<td>58</table>",
            "Losses\nSide\tKilled\nNorth\t58\n",
        ),
        ("<pre>killed\n58</pre>", "killed 58\n"),
        (
            "<div>Wounded 29<div>30 killed.</div>He said: <q>We lost 23</q>.</div>",
            "Wounded 29\n30 killed.\nHe said: We lost 23.\n",
        ),
        ("<div>Dead:<br>29<div>30 hurt</div>23 lost</div>", "Dead: 29 30 hurt 23 lost\n"),
        ("<p class='&#2;'>killed &#27;[31m58&#8;\x07 soldiers</p><?php echo ?>", "killed [31m58 soldiers\n"),
    ],
)
def test_a_short_page(body, text):
    assert extract(page(f"<html><body>{body}</body></html>")).text == text


LANGUAGES = {
    "ru, as the page says": ("windows-1251", "погибли <b>58</b> солдат, ещё 30 ранены", "meta", None),
    "ru, as the server says": ("koi8-r", "погибли <b>58</b> солдат, ещё 30 ранены", "", "koi8-r"),
    "ru, with a server that lies": (
        "windows-1251",
        "По словам представителя, ночью погибли 58 солдат, ещё 30 ранены. Другая сторона говорит о 23 погибших.",
        "",
        "utf-8",
    ),
    "ar, right to left": ("windows-1256", "قال المتحدث إن <b>58</b> جنديا قتلوا ليلا", "meta", None),
    "fa, with joiners": ("utf-8", "۵۸ سرباز کشته شده‌اند و می‌خواهند آتش‌بس را بپذیرند", "", None),
    "he": ("windows-1255", "58 חיילים נהרגו בלילה ו-30 נפצעו", "meta", None),
    "ja": ("shift_jis", "兵士<b>58人</b>が死亡し、30人が負傷した", "meta", None),
    "ja, in seven bits": ("iso-2022-jp", "兵士<b>58人</b>が死亡し、30人が負傷した", "meta", None),
    "zh": ("gb2312", "造成<b>58名</b>士兵死亡，另有30人受伤", "meta", None),
    "ko": ("euc-kr", "병사 <b>58명</b>이 숨지고 30명이 다쳤다고", "meta", None),
    "de, undeclared": ("windows-1252", "Über 58 Soldaten seien für „größere“ Ziele getötet worden", "", None),
    "en, with a broken byte": ("utf-8", "the “army” lost 58 soldiers — a “record” — it’s said", "", None),
    "en, in two bytes": ("utf-16", "the army lost <b>58</b> soldiers", "", None),
    "en, in two bytes without a mark": ("utf-16-le", "the army lost <b>58</b> soldiers", "", None),
}


# Each way to a charset; of more languages, there is time in the other run.
QUICK = ("ru, as the server says", "ar, right to left", "ja, in seven bits", "en, in two bytes without a mark")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.tools] * (name not in QUICK)) for name in LANGUAGES]
)
def test_languages_and_charsets(name):
    charset, sentence, where, declared = LANGUAGES[name]
    language = name.partition(",")[0]
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if where else ""
    html = (
        f'<html lang="{language}"><head>{meta}<title>T</title></head><body><article><p>{sentence}.</p></article>'
    )
    content = html.encode(charset)
    if "broken" in name:
        content = content.replace(b"</article>", b"<p>caf\xe9</p></article>")
    text, found = extract(page(content, charset=declared))
    assert holds(text, sentence.replace("<b>", "").replace("</b>", ""))
    assert found["language"] == language


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "hex", "zip", "rot13", "undefined", "no such", "\0", "x" * 400]
)
def test_a_charset_that_is_none_is_passed_over(charset):
    assert (
        "Gr\u00f6\u00dfe" in page("<meta charset=latin1><p>Gr\u00f6\u00dfe".encode("cp1252"), charset=charset).text
    )


@pytest.mark.parametrize(
    ("content", "type", "kind"),
    [
        (ARTICLE, "", "HTML"),
        (ARTICLE, "text/plain", "HTML"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><p>x", "", "HTML"),
        (b"<!-- saved from url=(0020)https://example.org/ -->\n<html>", "", "HTML"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "", "HTML"),
        ("<p>x</p>".encode("utf-16"), "application/octet-stream", "HTML"),
        (b"x & y", "text/html", "HTML"),
        (b"a < b", "", "text"),
        (b"%PDF-1.7\n", "text/html", "PDF"),
        (b"\n\n%PDF-1.7\n", "", "PDF"),
        (b"killed 58", "application/octet-stream", "text"),
        ("\u062f".encode("utf-16"), "", "text"),
    ],
)
def test_what_a_page_is_shows_in_its_first_bytes(content, type, kind):
    assert page(content, type).kind == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is neither HTML, PDF nor text"),
        (b"PK\x03\x04 a document", "is neither HTML, PDF nor text"),
        (b"\x1f\x8b\x08packed", "is neither HTML, PDF nor text"),
        (b"GIF89a\x00\x01", "is neither HTML, PDF nor text"),
        (b"{\\rtf1 killed 58}", "is neither HTML, PDF nor text"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\r\n", "is neither HTML, PDF nor text"),
        (b"x" * (MAX_BYTES + 1), "is larger than 32 MiB"),
        (b"<html><body><script>x</script></body></html>", "no text was found in"),
        (b"<html>", "no text was found in"),
        (b"<!doctype html><!-- -->", "no text was found in"),
        (b"\xef\xbb\xbf\xe2\x80\xa8", "no text was found in"),
    ],
)
def test_what_is_no_page_is_told(content, words, capfd):
    with pytest.raises(UsageError) as told:
        extract(page(content))
    assert words in told.value.message
    assert told.value.help
    assert capfd.readouterr() == ("", "")


def pdf(*pages, about=""):
    """Return a PDF with lines of text on each page."""
    objects = ["<</Type/Catalog/Pages 2 0 R/Lang(en)>>", ""]
    for lines in pages:
        drawn = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        objects += [f"<</Type/Page/Parent 2 0 R/Resources{font}/Contents {len(objects) + 2} 0 R>>"]
        objects += [f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"]
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + 2 * len(pages), 2))
    objects[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"
    objects.append(f"<<{about}>>")
    written, places = "%PDF-1.4\n", ""
    for number, each in enumerate(objects, 1):
        places += f"{len(written):010} 00000 n \n"
        written += f"{number} 0 obj\n{each}\nendobj\n"
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{places}"
    end = f"trailer\n<</Size {size}/Root 1 0 R/Info {size - 1} 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return (written + table + end).encode("latin-1")


@pytest.mark.tools
@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 and no more",
        b"%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n",
        pdf(["killed 58"]).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
        pdf(["killed 58"]).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 1 0 R"),
        pdf(["killed 58"])[:300],
        pdf([]),
        pdf(),
    ],
)
def test_what_is_wrong_in_a_pdf_is_told(content, capfd):
    with pytest.raises(UsageError) as told:
        extract(page(content))
    assert told.value.message.startswith(("the PDF in `page` cannot be read: ", "no text was found in `page`"))
    assert "\n" not in told.value.message
    assert capfd.readouterr() == ("", "")


@pytest.mark.tools
def test_a_pdf():
    lines = [
        "The ministry says that its for-",
        "ces in the Asia-",
        "Pacific region, 12-",
        "14 of them, killed 58 in a cross-border raid over 2,640-",
        "kilometre lines, the third of the cross-",
        "border raids,",
        "and lost 9.",
        "30",
    ]
    made = pdf(lines, ["Page two."], about="/Title(Statement)/Author(The Ministry)")
    text, found = extract(page(made, "application/pdf"))
    sentence = (
        "The ministry says that its forces in the Asia-Pacific region, 12-14 of them, killed 58 in a cross-border "
        "raid over 2,640-kilometre lines, the third of the cross-border raids, and lost 9."
    )
    assert " ".join(text.split()) == f"{sentence} 30 Page two."
    assert text.endswith(" 9.\n30\n\nPage two.\n")
    assert found == {"title": "Statement", "author": "The Ministry", "language": "en"}


def test_a_text():
    text = "\ufeffkilled 58 \r\nat\x00 least\t18\x1b[31m\r\r\n\n\n\u202eend\u2028x  y"
    assert extract(page(text, "text/plain")) == ("killed 58\nat least\t18[31m\n\n\u202eend\nx y\n", {})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  58\n killed:\t\x1b[31mred\x00 ", "58 killed: [31mred"),
        ("a\u202eb\u200bc\u00add\ufeffe", "abcde"),
        ("می\u200cخواهند", "می\u200cخواهند"),
        ("a\u200cb", "ab"),
        ("e\u0301", "é"),
        ("x" * 400, "x" * 297 + "..."),
        ("\ud800x", "x"),
    ],
)
def test_what_goes_into_a_field_is_one_line_of_what_is_seen(text, line):
    assert one_line(text) == line


@pytest.mark.tools
def test_what_a_page_says_of_itself_to_programs():
    about = """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "58 killed", "datePublished":
    "2025-10-12T08:00:00+04:30", "author": [{"@type": "Person", "name": "Z. Ahmadi"}, {"@type": "Person", "name": "M. K. Khan"}], "publisher":
    {"@type": "Organization", "name": "Kabul Times"}}"""
    head = f"<script type='application/ld+json'>{about}</script><meta property='og:locale' content='ur_PK'>"
    assert extract(page(f"<html><head>{head}</head><body><p>killed 58</p>")).found == {
        "title": "58 killed",
        "author": "Z. Ahmadi; M. K. Khan",
        "publisher": "Kabul Times",
        "published": "2025-10-12",
        "language": "ur-PK",
    }


HOSTILE = """<html lang="en\x1b[31m"><head><title>58 killed: {&#27;[31m} &amp; [x] # "y" 'z' &lt;script&gt;\n\n- a: b</title>
<meta name="author" content="&#x202e;evil&#x0;\n: x"><meta property="og:site_name" content="!!python/object:os.system">
<meta property="article:published_time" content="2025-99-99"></head><body><p>killed 58</p></body></html>"""


def test_what_a_page_says_of_itself_is_evened_out():
    found = extract(page(HOSTILE)).found
    assert all(one_line(value) == value and value.isprintable() for value in found.values())
    assert found["title"].startswith("58 killed: {")
    assert not {"published", "language"} & found.keys()


def test_an_extra_that_is_missing_is_told(monkeypatch):
    for library, content in (("trafilatura", ARTICLE), ("pypdf", pdf(["x"]))):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(UsageError) as told:
            extract(page(content))
        assert told.value.message == f"the text of a page is extracted by {library}, which is not installed"
        assert told.value.help == "install it: python3 -m pip install 'borderclash[capture]'"
