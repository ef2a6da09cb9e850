"""The figures of a text as claims to choose from: what is found, what is left alone, and with which words."""

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import each_row

from borderclash.entering.suggestions import suggest
from borderclash.quotes.judging import fits, holds
from borderclash.quotes.tables import all_tables, table
from borderclash.reading.quotes import folded, occurs
from borderclash.values import KINDS
from borderclash.values.base import Setting

ROOT = Path(__file__).parent.parent
OWN = (ROOT / "tests" / "suggesting.txt").read_text(encoding="utf-8")
PARTIES = {
    "afghanistan": "Afghanistan",
    "pakistan": "Pakistan",
    "united-nations": "United Nations",
    "north": "The North",
}


def found(text, language="en"):
    return [dict(entry.answers) for entry in suggest(text, language, PARTIES)]


def short(text, language="en"):
    """Return value and label of each suggestion in one line."""
    return "; ".join(f"{each['value']} {each.get('label', '')}".strip() for each in found(text, language))


def figure(value, kind, unit=None):
    return KINDS[kind].read(str(value), Setting(unit=unit))


def recalled(text):
    """Return the claims of the bundled data whose figure is suggested, each by a suggestion of its own."""
    data = yaml.safe_load((ROOT / "data" / "claims.yaml").read_text(encoding="utf-8"))
    left = found(text)
    names = []
    for event in data["events"].values():
        for question in event["questions"].values():
            if question["kind"] not in ("count", "number"):
                continue
            for claim in question["claims"]:
                want = figure(claim["value"], question["kind"], question["unit"])
                for each in left:
                    own = figure(each["value"], each["kind"], each.get("unit"))
                    same = (own.low, own.high, own.stated) == (want.low, want.high, want.stated)
                    if same and each["unit"].endswith(question["unit"].split()[-1].removeprefix("places")):
                        left.remove(each)
                        names.append(f"{question['label']}: {claim['value']}")
                        break
    return names


def test_the_figures_of_the_bundled_data_are_found_in_a_text_that_tells_them_in_other_words():
    names = recalled(OWN)
    sys.stdout.write("\n".join(names))
    assert names == [
        "Soldiers killed: 58",
        "Soldiers killed: at least 58",
        "Soldiers killed: at least 18",
        "Soldiers wounded: 30",
        "Posts lost: 25",
        "Posts lost: 3",
        "Posts lost: at least 19",
        "Drones shot down: 3",
        "Places along the border: 4",
        "Explosions: 3",
        "Explosions: 2",
        "Explosions: 1",
        "Security personnel killed: 20",
        "Civilians killed: 3",
        "Security personnel killed by the TTP: hundreds",
        "Length of the Durand Line: 2,640",
        "Afghan refugees hosted by Pakistan: nearly 4 million",
    ]


def test_nothing_else_of_that_text_is_suggested_but_what_it_counts():
    assert len(found(OWN)) == len(recalled(OWN)) + 1
    assert "7 Provinces" in short(OWN)


@pytest.mark.tools
def test_the_article_itself_has_at_least_twelve_of_them():
    article = next((p / "shared" / "article" for p in ROOT.parents if (p / "shared" / "article").exists()), None)
    if article is None:
        pytest.skip("the article is not part of the repository")
    names = recalled((article / "theprint-2025-10-12.txt").read_text(encoding="utf-8"))
    sys.stdout.write("\n".join(names))
    assert len(names) >= 12


def test_quotes_stand_in_the_text_and_have_the_figure_as_the_value_has_it():
    text, own = folded(OWN), table("en")
    for each in found(OWN):
        value = figure(each["value"], each["kind"])
        assert occurs(folded(each["quote"]), text), each
        assert value.stated is None or holds(each["quote"], value.stated, own), each
        assert value.stated is None or fits(each["quote"], value, own), each
        assert "\n" not in each["quote"]


@each_row(
    ("text", "expected"),
    [
        ("At least 18 soldiers were killed.", "at least 18 Soldiers killed"),
        ("No fewer than 18 soldiers were killed.", "at least 18 Soldiers killed"),
        ("Up to 30 fighters died.", "at most 30 Fighters killed"),
        ("More than 2,000 people fled.", "more than 2,000 People displaced"),
        ("Fewer than 50 people fled.", "fewer than 50 People displaced"),
        ("Some 200 villagers fled.", "about 200 Villagers displaced"),
        ("About a dozen drones were shot down.", "about 12 Drones shot down"),
        ("Nearly four million people fled.", "nearly 4 million People displaced"),
        ("They host 1.35 million refugees.", "1.35 million Refugees hosted"),
        ("Between 130 and 170 houses were damaged.", "130 to 170 Houses damaged"),
        ("Dozens of people were hurt.", "dozens People wounded"),
        ("Hundreds of Northern policemen were killed.", "hundreds Policemen killed"),
        ("18 soldiers were killed and 30 wounded.", "18 Soldiers killed; 30 Soldiers wounded"),
        ("The strike killed 12.", "12 Killed"),
        ("It killed 20 soldiers and three civilians.", "20 Soldiers killed; 3 Civilians killed"),
        ("The death toll among soldiers had risen to 18.", "18 Soldiers killed"),
        ("One soldier was killed.", "1 Soldier killed"),
        ("They fired 180 missiles at 3 bases.", "180 Missiles fired; 3 Bases"),
        ("A 25 km wall was built.", "25 Wall"),
        ("The strikes took the toll to 212.", "212 Killed"),
        ("They put the number of dead at more than 500.", "more than 500 Killed"),
        ("The army lost 5 tanks; 2 million people fled.", "5 Tanks; 2 million People displaced"),
        ("The 45 soldiers of Gen. Smith went home, 12 of them wounded.", "45 Soldiers"),
    ],
)
def test_value_and_label(text, expected):
    assert short(text) == expected


@each_row(
    "text",
    [
        "It began on October 12.",
        "It began on 12 October 2025.",
        "It began on Oct. 12, 2025.",
        "It began on 2025-10-12, or on 12/10/2025.",
        "In 2021 soldiers came.",
        "Since 2021, attacks have gone on.",
        "The 2021 attacks killed many.",
        "It began at 12:30, at 3 pm, at 5 o'clock.",
        "It took 12 minutes and then eight months.",
        "The minister, aged 58, was killed.",
        "A 45-year-old man was killed.",
        "A man of 45 years was killed.",
        "See page 12, pages 12 and Article 370.",
        "Resolution 1701 was passed by 14 votes.",
        "Call 020 7946 0018, +1 555 0100 or 555-0199.",
        "They live at 22 Baker Street.",
        "They won 3-1.",
        "They paid $5 million, 40 dollars, Rs 500 and 5 million rupees.",
        "They lost 20 per cent, 20 percent and 20% of it.",
        "The 3rd brigade and the 21st century.",
        "One of the worst attacks was this one.",
        "One official said that it was so.",
        "It was three times worse than between the two countries.",
        "It was 40 degrees, and the quake of magnitude 6.4.",
        "There were 2.5 soldiers.",
        "Nine out of ten backed it, and 3,000 comments were left.",
        "At least 40 of the 58 houses stand.",
        "The F-16 and the M23 were there.",
        "They did not lose 40 men.",
        "",
    ],
)
def test_what_is_no_figure_of_anything(text):
    assert found(text) == []


@each_row(
    ("text", "speaker", "party"),
    [
        ("The army of the North said 58 soldiers died.", "The army of the North", "north"),
        (
            "Zed Brown, the Afghan spokesman, said 58 soldiers died.",
            "Zed Brown, the Afghan spokesman",
            "afghanistan",
        ),
        ("58 soldiers died, said Zed Brown of the Pakistani army.", "Zed Brown of the Pakistani army", "pakistan"),
        ("58 soldiers died, a Northern spokesman said.", "a Northern spokesman", "north"),
        ("58 soldiers died, according to the United Nations.", "the United Nations", "united-nations"),
        ("“58 soldiers died,” one official told AFP.", "one official", None),
        ("On Sunday, Zed Brown, the mayor, said 58 soldiers died.", "Zed Brown, the mayor", None),
        ("Zed Brown spoke. Zed Brown said much. He said 58 soldiers died.", "Zed Brown", None),
        ("He said 58 soldiers died.", None, None),
        ("The rebels said 58 soldiers died; the army denied it.", "The rebels", None),
        ("Zed Brown, 45, said 58 soldiers died.", "Zed Brown", None),
        ("The group claimed responsibility for an attack that killed 58 soldiers.", None, None),
        ("Pakistan and Afghanistan said that 58 soldiers died.", "Pakistan and Afghanistan", None),
        ("58 soldiers died.", None, None),
    ],
)
def test_speaker_and_party(text, speaker, party):
    (each,) = found(text)
    assert (each.get("speaker"), each.get("party")) == (speaker, party)


def test_denial_reservation_voice_and_whose_losses():
    (denied,) = found("The army denied that 58 soldiers had died.")
    assert (denied["stance"], denied["value"], denied["speaker"]) == ("denies", "58", "The army")
    (hedged,) = found("They reportedly killed 58 Pakistani soldiers.")
    assert (hedged["hedge"], hedged["value"], hedged["subject"]) == ("reportedly", "58", "pakistan")
    (unnamed,) = found("Reports said that 58 soldiers died.")
    assert (unnamed["attribution"], "speaker" in unnamed) == ("unattributed", False)


def test_a_figure_said_twice_of_the_same_is_suggested_once():
    assert short("58 soldiers died.\n\nIn all, 58 soldiers died.") == "58 Soldiers killed"


def test_lines_that_were_broken_to_a_width_are_put_together():
    assert found("At least\n58 soldiers\nwere killed.")[0]["quote"] == "At least 58 soldiers were killed"


@each_row(
    ("language", "text", "expected"),
    [
        ("de", "Am 12. Oktober 2025 wurden mindestens 58 Soldaten getötet und 30 weitere verletzt.", "at least 58 Soldaten getötet; 30 Soldaten verletzt"),
        ("de-CH", "Er ist 45 Jahre alt und zahlte 5 Millionen Euro für 12 Uhr.", ""),
        ("fr", "Au moins 58 soldats ont été tués le 12 octobre 2025.", "at least 58 Soldats tués"),
        ("fr", "Il a 45 ans et a payé 5 millions d'euros.", ""),
        ("es", "Al menos 58 soldados murieron el 12 de octubre de 2025.", "at least 58 Soldados muertos"),
        ("es", "Tiene 45 años y pagó 5 millones de dólares.", ""),
        ("it", "Almeno 58 soldati sono stati uccisi il 12 ottobre 2025.", "at least 58 Soldati uccisi"),
        ("it", "Ha 45 anni e ha pagato 5 milioni di euro.", ""),
        ("pt", "Pelo menos 58 soldados foram mortos em 12 de outubro de 2025.", "at least 58 Soldados mortos"),
        ("pt", "Tem 45 anos e pagou 5 milhões de euros.", ""),
        ("nl", "Minstens 58 militairen zijn gedood op 12 oktober 2025.", "at least 58 Militairen gedood"),
        ("nl", "Hij is 45 jaar en betaalde 5 miljoen euro.", ""),
        ("da", "Mindst 58 soldater blev dræbt den 12. oktober 2025.", "at least 58 Soldater dræbt"),
        ("da", "Han er 45 år og betalte 5 millioner kroner.", ""),
        ("ru", "12 октября 2025 года погибли не менее 58 солдат.", "at least 58 Солдат убиты"),
        ("ru", "Ему 45 лет, он заплатил 5 миллионов долларов.", ""),
        ("uk", "12 жовтня 2025 року загинули щонайменше 58 солдатів.", "at least 58 Солдатів загинули"),
        ("uk", "Йому 45 років, він заплатив 5 мільйонів доларів.", ""),
        ("tr", "En az 58 asker öldürüldü.", "at least 58 Asker öldürüldü"),
        ("tr", "45 yaşında, 12 Ekim 2025, 5 milyon dolar.", ""),
        ("ar", "قتل 58 جنديا على الأقل.", "at least 58 جنديا قتلى"),
        ("ar", "في 12 أكتوبر 2025 دفع 5 ملايين دولار.", ""),
        ("fa", "دست‌کم ۵۸ سرباز کشته شدند.", "at least 58 سرباز کشته"),
        ("fa", "۱۲ اکتبر ۲۰۲۵، ۴۵ سال دارد.", ""),
        ("ur", "کم از کم 58 فوجی ہلاک ہوئے۔", "at least 58 فوجی ہلاک"),
        ("ur", "12 اکتوبر کو وہ 45 سال کا تھا۔", ""),
        ("hi", "कम से कम 58 सैनिक मारे गए।", "at least 58 सैनिक मारे गए"),
        ("hi", "12 अक्टूबर को वह 45 साल का था।", ""),
        ("zh", "至少58名士兵死亡，30人受伤。", "at least 58 士兵死亡; 30 人受伤"),
        ("zh", "2025年10月12日，他45岁，花费500万美元。", ""),
        ("ja", "58 soldiers were killed.", ""),
    ],
)  # fmt: skip
@pytest.mark.thorough
def test_other_languages(language, text, expected):
    assert short(text, language) == expected


WORDS = [
    *(
        "58",
        "1,300",
        "1.5",
        "٥٨",
        "五十八",
        "dozens",
        "half a",
        "million",
        "at least",
        "up to",
        "18-25",
        "2021",
        "$5",
        "%",
    ),
    *(
        "soldiers",
        "killed",
        "said",
        "denied",
        "according to",
        "the North",
        "of",
        "in",
        "and",
        "not",
        "one",
        "Gen.",
        "km",
    ),
    *(
        ".",
        ",",
        ";",
        "“",
        "”",
        "'",
        "\n",
        "\n\n",
        "\u200c",
        "\u00ad",
        "\u00b2",
        "½",
        "。",
        "，",
        "士兵",
        "ﬁ",
        "İ",
        "ß",
        "जवान",
        "جندي",
    ),
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["en", "tr", "zh", "ar", "hi", "de"]))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_quotes_stand_in_it(words, language):
    text = " ".join(words)
    for each in found(text, language):
        assert occurs(folded(each["quote"]), folded(text))
        assert figure(each["value"], each["kind"], each.get("unit"))


def test_every_language_has_what_suggestions_look_for():
    assert [own.language for own in all_tables() if "suggestions" not in own.data] == []
