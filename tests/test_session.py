"""The session of ``borderclash add``: what it asks, in which order, and what comes of the answers."""

import contextlib
import io
import sys
from unittest import mock

import pytest
import typer
from files import GOOD

from borderclash.cli import add as asking
from borderclash.entering.entry import Entry
from borderclash.entering.session import Session
from borderclash.entering.session_answers import options
from borderclash.entering.session_scene import Offer, find
from borderclash.entering.session_terminal import Completing, Plain, matching, terminal
from borderclash.entering.writing import Workspace
from borderclash.problems import Refused

END = EOFError()
STOP = KeyboardInterrupt()


class Script:
    """A terminal that gives answers from a list, and keeps all that it was asked and shown."""

    def __init__(self, answers):
        self.answers = list(answers)
        self.lines = []
        self.offers = []

    def ask(self, words, offers=(), text=""):
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        self.lines.append(words + answer + (f" <{text}>" if text else ""))
        self.offers.append([offer.text for offer in offers])
        return answer

    def show(self, text=""):
        self.lines += text.split("\n")

    @property
    def shown(self):
        return "\n".join(self.lines)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def session(file, *answers, **given):
    """Run a session on a file with some answers, which it must all take; return its terminal."""
    script = Script([*answers, *([] if END in answers else ["done"])])
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry(given))
    assert script.answers == []
    return script


def added(file):
    """Return what was inserted into the file."""
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    kept = GOOD.splitlines(keepends=True)
    new = []
    for line in lines:
        if kept and line == kept[0]:
            kept.pop(0)
        else:
            new.append(line)
    assert kept == []
    return "".join(new)


def test_the_common_claim_costs_four_answers_and_enter(file):
    script = session(file, "", "", "", "south", "at least 20", "B. Spokeswoman", "", "at least 20 dead", "")
    assert added(file) == (
        "          - {party: south, value: at least 20, speaker: B. Spokeswoman, quote: at least 20 dead}\n"
    )
    assert [line for line in script.lines if line.endswith((": ", "]: ")) or ": " in line][:3] == [
        "Event (its title or id) [clash]: ",
        "Source (its title, address or id) [wire]: ",
        "Question (its label or id) [soldiers-killed]: ",
    ]
    assert "Stated on [2025-10-12]: " in script.lines


def test_the_row_is_shown_as_it_will_stand_before_it_is_written(file):
    script = session(file, "", "", "", "south", "40", "B.", "", "", "no")
    assert "≠ conflict" in script.shown
    assert "North says 58, South at least 18" in script.shown
    assert file.read_text(encoding="utf-8") == GOOD


def test_a_second_claim_keeps_event_source_and_question(file):
    script = session(
        file,
        *("", "", "", "south", "19", "B. Spokeswoman", "", "just 19 dead", ""),
        *("soldiers-killed", "south", "20", "", "", "20 dead", ""),
    )
    assert added(file) == (
        "          - {party: south, value: 19, speaker: B. Spokeswoman, quote: just 19 dead}\n"
        "          - {party: south, value: 20, speaker: B. Spokeswoman, quote: 20 dead}\n"
    )
    assert "Speaker [B. Spokeswoman]: " in script.lines


def test_who_spoke_last_for_the_party_is_offered_whoever_spoke_since(file):
    script = session(
        file,
        *("", "", "", "south", "19", "B. Spokeswoman", "", "", ""),
        *("", "north", "20", "A. Spokesman", "", "", "", ""),
        *("", "south", "declines", "", "", "", ""),
    )
    assert script.lines.count("Speaker [B. Spokeswoman]: ") == 1
    assert "stance: declines, speaker: B. Spokeswoman}" in added(file)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            "58 soldiers",
            "`value` must be a figure such as 58, at least 18, about 200, 130 to 170; got `58 soldiers`",
        ),
        ("1.500", "could be read in two ways"),
    ],
)
def test_a_figure_is_checked_at_once_and_asked_for_again(file, answer, told):
    script = session(file, "", "", "", "south", answer, "58", "", "", "", "", "no")
    assert "error[figure]" in script.shown
    assert "Value, a figure of whole things (58, at least 18): 58" in script.lines
    if "two ways" not in told:
        assert told in script.shown


def test_a_time_is_checked_at_once(file):
    script = session(file, "", "", "", "south", "58", "B.", "12/10/2025", "2025-10-12", "", "no")
    assert "error[time]: `stated`" in script.shown


def test_a_quote_that_lacks_the_figure_is_told_once_and_may_be_kept(file):
    script = session(file, "", "", "", "south", "58", "B.", "", "many died", "n", "all 58 died", "no")
    assert script.shown.count("warning[quote-without-figure]") == 1
    script = session(file, "", "", "", "south", "58", "B.", "", "many died", "", "")
    assert script.shown.count("warning[quote-without-figure]") == 1
    assert "quote: many died" in added(file)


def test_a_warning_may_be_answered_by_another_answer(file):
    script = session(file, "", "", "", "south", "20", "B.", "", "more than 20 dead", "value", "more than 20", "")
    assert "warning[quote-qualifier]" in script.shown
    assert "value: more than 20, speaker: B., quote: more than 20 dead" in added(file)


def test_a_name_is_taken_for_its_id(file):
    session(file, "", "", "", "  SOUTH ", "20", "B.", "", "", "")
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


@pytest.mark.parametrize("typed", ["sou", "suoth"])
def test_a_near_miss_is_asked_about(file, typed):
    script = session(file, "", "", "", typed, "", "20", "B.", "", "", "")
    assert "Did you mean south (South)? [yes]: " in script.lines
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


def test_a_near_miss_may_be_something_new(file):
    session(
        file,
        *("", "", "", "Souths", "no", "yes", "armed-group", "", "20", "B.", "", "", "yes"),
    )
    assert "souths: {name: Souths, kind: armed-group}" in added(file)


def test_an_option_may_hold_a_comma_where_semicolons_part_them():
    assert options("An air strike, by a drone; rocket=A rocket") == {
        "an-air-strike-by-a-drone": "An air strike, by a drone",
        "rocket": "A rocket",
    }
    assert options("North, South") == {"north": "North", "south": "South"}


def test_of_several_sources_one_that_is_not_there_is_told(file):
    script = session(file, "", "wire; ap", "", "", "south", "20", "B.", "", "", "no")
    assert "no source has the id `ap`\n  help: make it first" in script.shown


def test_a_question_of_yes_or_no_takes_nothing_else_and_leads_back(file):
    script = session(file, "", "", "", "East", "east", "<", "south", "20", "B.", "", "", "")
    assert script.shown.count("New party `East`? [yes]: ") == 2
    assert "  yes or no?" in script.lines
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


def test_all_that_is_missing_is_made_on_the_way(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text("borderclash: 1\n", encoding="utf-8")
    script = session(
        file,
        *("Clash at the bridge", "2025-10-11", "The bridge", ""),
        *("https://example.org/clash", "A clash", "The Wire", "2025-10-12", ""),
        *("Who fired first", "choice", "North; South", "", ""),
        *("North", "government", ""),
        *("South", "A. Spokesman", "2025-10-11", "they fired", "yes"),
    )
    assert file.read_text(encoding="utf-8") == (
        "borderclash: 1\n"
        "\n"
        "parties:\n"
        "  north:\n"
        "    name: North\n"
        "    kind: government\n"
        "\n"
        "sources:\n"
        "  the-wire-2025-10-12:\n"
        "    title: A clash\n"
        "    publisher: The Wire\n"
        "    published: 2025-10-12\n"
        "    url: https://example.org/clash\n"
        "\n"
        "events:\n"
        "  clash-at-the-bridge-2025-10-11:\n"
        "    title: Clash at the bridge\n"
        "    date: 2025-10-11\n"
        "    place: The bridge\n"
        "    questions:\n"
        "      who-fired-first:\n"
        "        label: Who fired first\n"
        "        kind: choice\n"
        "        options:\n"
        "          north: North\n"
        "          south: South\n"
        "        claims:\n"
        "          - party: north\n"
        "            value: south\n"
        "            stated: 2025-10-11\n"
        "            speaker: A. Spokesman\n"
        "            source: the-wire-2025-10-12\n"
        "            quote: they fired\n"
    )
    assert (
        "New with it: party north, source the-wire-2025-10-12, event clash-at-the-bridge-2025-10-11"
        in script.shown
    )


def test_a_party_that_the_question_is_about_is_made_too(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text("borderclash: 1\nsources:\n  wire: {title: Wire report}\n", encoding="utf-8")
    session(
        file,
        *("Clash", "", "", "", "", "Posts lost", "count", "posts", "South", "yes", ""),
        *("North", "yes", "", "", "25", "A. Spokesman", "", "", "", "", "south", "19", "B.", "", "", ""),
    )
    text = file.read_text(encoding="utf-8")
    assert "parties:\n  south:\n    name: South\n  north:\n    name: North\n" in text
    assert "        subject: south\n" in text
    assert "          - party: south\n" in text


def test_a_refusal_to_answer_is_given_instead_of_a_value(file):
    session(file, "", "", "", "south", "declines", "B.", "", "no comment", "")
    assert added(file) == "          - {party: south, stance: declines, speaker: B., quote: no comment}\n"


def test_a_denial_may_give_what_is_denied_or_not(file):
    session(file, "", "", "", "south", "denies", "58", "B.", "", "", "", "", "south", "denies", "", "", "", "", "")
    assert added(file) == (
        "          - {party: south, stance: denies, value: 58, speaker: B.}\n"
        "          - {party: south, stance: denies, speaker: B.}\n"
    )


def test_a_field_is_added_and_an_answer_changed_before_it_is_written(file):
    script = session(file, "", "", "", "south", "20", "B.", "", "", "note", "As of noon.", "valu", "21", "yes")
    assert "Note: As of noon." in script.lines
    assert "Value, a figure of whole things (58, at least 18): 21 <20>" in script.lines
    assert added(file) == "          - {party: south, value: 21, speaker: B., note: As of noon.}\n"


def test_a_kind_that_is_given_and_is_none_is_told_and_changed(file):
    script = session(
        *(file, "", "", "", "north", "5", "A.", "", "", "kind", "text", "they fled", ""),
        **{"event": "clash", "question": "why", "label": "Why", "kind": "txt"},
    )
    assert "error[unknown-word]: `kind` must be one of" in script.shown
    assert "value: they fled" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "answers", "words", "value"),
    [
        ("number", ["km", "3.5"], "Value, a figure with decimals or a sign, with a unit (km): 3.5", "value: 3.5"),
        ("yes-no", ["ye"], "Value, yes or no: ye", "value: yes"),
        ("names", ["Khost; Kunar"], "Value, a list of names (A; B): Khost; Kunar", "value: [Khost, Kunar]"),
        ("time", ["11 October 2025"], "Value, a date, date-time or interval: 11 October 2025", "11 October 2025"),
    ],
)
def test_a_value_is_asked_for_by_its_kind(file, kind, answers, words, value):
    *unit, answer = answers
    script = session(
        file, "", "What else", "", kind, *unit, "", "", "north", answer, "A.", "", "", "", event="clash"
    )
    assert words in script.lines
    assert value in file.read_text(encoding="utf-8")


def test_several_fields_are_added_at_once(file):
    script = session(
        file, "", "", "", "south", "20", "B.", "", "", "nte, what", "note, locator", "N.", "par. 2", ""
    )
    assert "there is no field `what`" in script.shown
    assert "locator: par. 2, note: N.}" in added(file)


def test_what_stands_in_brackets_is_left_out_by_a_hyphen(file):
    session(
        file,
        *("", "", "", "south", "19", "B.", "", "", ""),
        *("", "south", "20", "-", "", "", "", "yes"),
    )
    assert added(file).splitlines()[1] == "          - {party: south, value: 20}"


def test_one_goes_back_as_far_as_one_likes(file):
    session(
        *(file, "<", "", "", "Losses", "yes", "", "men", "East", "yes", "<", "", "<", "<", "<", "<"),
        *("soldiers-killed", "south", "20", "B.", "<", "<", "21", "C.", "", "21 dead", "<", "all 21", ""),
    )
    assert added(file) == "          - {party: south, value: 21, speaker: C., quote: all 21}\n"


def test_each_question_explains_itself(file):
    script = session(file, "?", "", "?", "", "", "?", "south", "?", "20", "?", "B.", "", "", "no")
    assert "What happened. The questions about one event stand in one table." in script.shown
    assert "What the party says, in the form that the question's kind asks for." in script.shown
    assert "Who said it for the party, with office." in script.shown
    script = session(file, "", "", "Who", "", "choice", "?", "A; B", "", "", "south", "a", "B.", "", "", "no")
    assert "semicolons between; ids are made of them, or given: n=North." in script.shown


def test_what_is_given_is_not_asked(file):
    script = session(
        file, "", "B.", "", "", "", event="clash", question="soldiers-killed", party="south", value="20"
    )
    assert [line for line in script.lines if line.startswith(("Event", "Question", "Party", "Value"))] == [
        "Question (its label or id) [soldiers-killed]: done"
    ]
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


def test_several_claims_that_are_begun_are_each_completed(file):
    script = Script(["", "", "", "south", "", "", "", "yes", "soldiers-killed", "north", "", ""])
    begun = [
        Entry({"value": "19", "quote": "19 died"}),
        Entry({"value": "58", "speaker": "A.", "quote": "all 58"}),
    ]
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(*begun)
    assert script.answers == []
    assert "value: 19\nquote: 19 died\n" in script.shown
    assert added(file) == (
        "          - {party: south, value: 19, quote: 19 died}\n"
        "          - {party: north, value: 58, speaker: A., quote: all 58}\n"
    )


@pytest.mark.parametrize(("at", "end"), [(0, END), (3, STOP), (5, END), (8, STOP), (9, END)])
def test_stopped_at_any_point_nothing_is_written(file, at, end):
    answers = ["", "", "", "south", "20", "", "", "", ""][:at]
    script = Script([*answers, end])
    with pytest.raises(type(end)):
        Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry())
    assert file.read_text(encoding="utf-8") == GOOD


def test_the_end_of_input_before_the_next_claim_is_no_interrupt(file):
    session(file, "", "", "", "south", "20", "B.", "", "", "", END)
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


def test_files_with_errors_are_refused_before_anything_is_asked(file):
    file.write_text(GOOD.replace("value: 58", "value: 58 soldiers"), encoding="utf-8")
    script = Script([])
    with pytest.raises(Refused, match="must be a figure"):
        Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry())
    assert script.lines == []


def test_a_file_without_data_is_begun(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text("# mine\n", encoding="utf-8")
    script = session(
        file,
        "Clash",
        "",
        "",
        "",
        "Wire report",
        "",
        "",
        "",
        "",
        "Why",
        "text",
        "",
        "",
        "North",
        "",
        "",
        "x",
        *[""] * 5,
    )
    assert "Written to" in script.shown
    assert file.read_text(encoding="utf-8").startswith("# mine\nborderclash: 1\n")


def test_which_of_several_files_a_new_event_goes_to_is_asked(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("borderclash: 1\n", encoding="utf-8")
    session(
        tmp_path,
        *("Clash", "", "", "", "c.yaml", str(tmp_path / "b.yaml"), "Wire report", "", "", "", ""),
        *("Why", "text", "", "", "North", "", "", "x", *[""] * 5),
    )
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "borderclash: 1\n"
    assert "label: Why" in (tmp_path / "b.yaml").read_text(encoding="utf-8")


def test_another_event_and_source_are_asked_for_before_the_next_claim(file):
    script = session(
        file,
        *("", "", "", "south", "19", "B.", "", "", ""),
        *("source", "gazette", "", "The Gazette", "", "", "https://example.org/g"),
        *("event", "fire", "", "", "", "", "Cause", "tex", "", "", "north", "unknown", "A.", "2025-10-13", "", ""),
    )
    text = file.read_text(encoding="utf-8")
    assert "title: The Gazette" in text
    assert "    title: Fire\n" in text
    assert "source: gazette" in text
    assert "Title of the event [Fire]: " in script.lines


def test_what_the_whole_dataset_holds_against_a_claim_is_told_before_it_is_given_up(file):
    (file.parent / "borderclash.toml").write_text("strict = true\n", encoding="utf-8")
    script = session(file, "", "", "", "south", "5", "B.", "", "", "yes", "stated", "2025-13", "2025-10-13", "no")
    assert script.shown.count("warning[self-contradiction]") == 2
    script = session(file, "", "", "", "south", "5", "B.", "", "", "")
    assert file.read_text(encoding="utf-8") == GOOD


class Saving(Script):
    """A terminal at which the file is saved in an editor while something is asked."""

    def __init__(self, answers, file, at, text):
        super().__init__(answers)
        self.file, self.at, self.text = file, at, text

    def ask(self, words, offers=(), text=""):
        if words.startswith(self.at) and self.text:
            self.file.write_text(self.text, encoding="utf-8")
            self.text = ""
        return super().ask(words, offers, text)


@pytest.mark.parametrize(("at", "more"), [("Speaker", []), ("Write it?", ["yes"])])
def test_a_file_that_is_saved_in_the_meantime_is_read_again(file, at, more):
    edited = GOOD.replace("title: Two accounts", "title: Several accounts")
    script = Saving(["", "", "", "south", "20", "B.", "", "", "", *more, "done"], file, at, edited)
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry())
    assert script.answers == []
    assert file.read_text(encoding="utf-8") == edited + "          - {party: south, value: 20, speaker: B.}\n"
    assert ("was changed on disk" in script.shown) == bool(more)


def test_a_file_that_is_broken_in_the_meantime_is_told_until_it_is_mended(file):
    broken = GOOD.replace("value: 58", "value: 58 soldiers")
    script = Saving(["", "", "", "south", "20", "B.", "", "", "yes", "", "done"], file, "Speaker", broken)
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry())
    assert script.shown.count("got `58 soldiers`") == 2
    assert file.read_text(encoding="utf-8") == broken


def test_what_a_broken_file_declares_is_not_asked_for_again(file):
    broken = GOOD + "x: {y: z\n"
    script = Saving(["", "", "", "south", "20", "B.", "", "", "yes", "", "done"], file, "Speaker", broken)
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry())
    assert script.answers == []
    assert f"  {file}:{broken.count(chr(10))}:4: error[syntax]: the map that begins here" in script.shown
    assert "Title of the source" not in script.shown
    # What the next claim is offered is what was there before.
    assert script.lines[-1] == "Question (its label or id) [soldiers-killed]: done"


@pytest.mark.parametrize(("content", "told"), [(None, "is not there"), (b"\xff\xfe\x00", "error[encoding]")])
def test_a_file_that_cannot_be_read_for_a_moment_costs_no_answer(file, content, told):
    class Saving(Script):
        def ask(self, words, offers=(), text=""):
            if words.startswith("Speaker"):
                file.unlink()
                file.write_bytes(content) if content else None
            if words.startswith("Not written"):
                file.write_text(GOOD, encoding="utf-8")
            return super().ask(words, offers, text)

    script = Saving(["", "", "", "south", "20", "B.", "", "", "yes", "yes", "done"])
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(Entry())
    assert script.answers == []
    assert told in script.shown
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


def test_an_answer_that_is_gone_back_to_stands_there_to_be_changed(file):
    script = session(
        *(file, "", "", "", "Onlookers", "yes", "witness", "", "<", "<", "<", "Onlookers", "yes", "witness"),
        *("", "", "20", "B.", "", "", "no"),
    )
    assert [line for line in script.lines if line.endswith(">")] == [
        "Kind of party: < <witness>",
        "Party (who says it): Onlookers <Onlookers>",
        "Kind of party: witness <witness>",
    ]


def test_a_denial_that_is_gone_back_to_stays_one(file):
    script = session(
        *(file, "", "", "", "south", "denies", "<", "denies", "58", "<", "denies", "58", "B.", "", ""),
        *("value", "denies", "58", ""),
    )
    value = "Value, a figure of whole things (58, at least 18): denies"
    denied = "Value denied, a figure of whole things (58, at least 18): "
    assert [line for line in script.lines if line.startswith("Value")] == [
        *(value, f"{denied}<", f"{value} <denies>", f"{denied}58"),
        *[f"{value} <denies>", f"{denied}58 <58>"] * 2,
    ]
    assert added(file) == "          - {party: south, stance: denies, value: 58, speaker: B.}\n"


def test_what_is_gone_back_to_and_changed_takes_along_what_depended_on_it(file):
    script = session(
        *(file, "", "", "", "Onlookers", "yes", "witness", "<", "<"),
        *("Bystanders", "yes", "", "", "", "20", "B.", "", "", "no"),
    )
    assert script.lines.count("Kind of party: ") == 1


@pytest.mark.parametrize(
    ("given", "answers", "told"),
    [
        ({"party": "suoth"}, ["", "suoth", "yes"], "Party (who says it): suoth <suoth>"),
        ({"source": "wir"}, ["wir", "yes"], "Source (its title, address or id) [wire]: wir <wir>"),
        ({"event": "clsh"}, ["clsh", "yes", ""], "Event (its title or id) [clash]: clsh <clsh>"),
        (
            {"event": "clsh", "question": "soldier-killed"},
            ["clsh", "yes", "", "soldier-killed", "yes"],
            "Question (its label or id) [soldiers-killed]: soldier-killed <soldier-killed>",
        ),
    ],
)
def test_an_id_that_is_given_and_is_not_there_is_asked_about(file, given, answers, told):
    known = {"event": "clash", "question": "soldiers-killed", "party": "south", "value": "20"}
    script = session(file, *answers, "B.", "", "", "", **known | given)
    assert told in script.lines
    assert "Did you mean" in script.shown
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"


def test_an_answer_that_is_no_word_of_the_format_is_asked_for_again(file):
    script = session(
        file,
        *("", "", "Posts lost", "", "tally", "count", "posts", "Wst", "no", "West", "", ""),
        *("Onlookers", "", "witness", "maybe", "y", "", "3", "-", "who", "unattributed", "", "", "no"),
    )
    assert "`kind` must be one of" in script.shown
    assert "`party_pooled` must be yes or no; got `maybe`" in script.shown
    assert "`attribution` must be one of" in script.shown


def test_a_claim_that_cannot_stand_is_not_written(file):
    script = session(
        file,
        *("", "", "", "south", "20", "B.", "", "", "replaces", "nothing", "", "no"),
    )
    assert "error" in script.shown
    assert file.read_text(encoding="utf-8") == GOOD


def test_the_id_of_something_else_is_not_taken_for_a_new_one(file):
    script = session(
        file, "", "", "", "Reporters", "yes", "media", "yes", "south", "reporters", "20", "", "", "", "", "no"
    )
    assert "`south` is the id of South" in script.shown


OFFERS = [
    Offer("soldiers-killed", "Soldiers killed"),
    Offer("posts-lost", "Posts lost"),
    Offer("fires", "Posts burnt"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("posts-lost", ("posts-lost", True)),
        ("Posts  LOST", ("posts-lost", True)),
        ("sold", ("soldiers-killed", False)),
        ("soldiers kiled", ("soldiers-killed", False)),
        ("posts", (None, False)),
        ("weather", (None, False)),
    ],
)
def test_what_is_meant(typed, found):
    assert find(typed, OFFERS) == found


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("", 3), ("po", ["posts-lost", "fires"]), ("kil", ["soldiers-killed"]), ("burnt", ["fires"]), ("x", [])],
)
def test_what_completes_an_answer(typed, ids):
    found = [offer.text for offer in matching(typed, OFFERS)]
    assert found == (ids if isinstance(ids, list) else [offer.text for offer in OFFERS])


@contextlib.contextmanager
def typing(text):
    """Give what is typed at a plain terminal; the stream has what it shows."""
    streams = {"stdin": io.StringIO(text), "stdout": io.StringIO()}
    with mock.patch.multiple(sys, **streams), mock.patch.dict("os.environ", {"TERM": "dumb", "COLUMNS": "60"}):
        yield streams["stdout"]


def test_a_plain_terminal_lists_what_is_offered(file):
    with typing("\n\n\nsouth\n20\nB.\n\n\n\ndone\n") as shown:
        asking.ask(str(file), Entry())
    assert "  north: North\n  south: South\nParty (who says it): " in shown.getvalue()
    assert added(file) == "          - {party: south, value: 20, speaker: B.}\n"
    assert "Stated on [2025-10-12]: " in shown.getvalue()


def test_the_end_of_input_is_an_interrupt_without_a_trace(file, capsys):
    with typing("\n\n") as shown, pytest.raises(typer.Exit) as end:
        asking.ask(str(file), Entry())
    assert end.value.exit_code == 130
    assert shown.getvalue().endswith("Question (its label or id) [soldiers-killed]: \n")
    assert capsys.readouterr().err == "stopped: the claim at hand was not written\n"
    assert file.read_text(encoding="utf-8") == GOOD


def test_what_a_terminal_would_obey_is_shown_instead():
    with typing("x\n") as shown:
        plain = Plain(40)
        plain.show("a\x1b[31mb")
        plain.show("  help: " + "write it " * 20)
        plain.ask("Speaker [\x1b]0;title\x07]: ", [Offer("id", "\x1b[2J")] * 13, "\x9b31m")
    assert not any(ord(char) < 32 and char != "\n" for char in shown.getvalue())
    assert "\x9b" not in shown.getvalue()
    assert "a<U+001B>[31mb\n" in shown.getvalue()
    assert max(len(line) for line in shown.getvalue().splitlines() if "write it" in line) <= 40
    assert "and 1 more" in shown.getvalue()


def test_another_terminal_completes_while_one_types(monkeypatch):
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    monkeypatch.setenv("TERM", "xterm")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        asked = terminal(80)
        assert isinstance(asked, Completing)
        keys.send_text("sol\t\r")
        assert asked.ask("Question: ", OFFERS) == "soldiers-killed"
        keys.send_text("sp\t\r")
        assert asked.ask("Speaker: ", [Offer("spokes\u202enam")]) == "sp"
        keys.send_text("2\r")
        assert asked.ask("Value: ", (), "5") == "52"
        keys.send_text("\x1b[200~killed 58\nof them\x1b[201~\r")
        assert asked.ask("Quote: ").split() == ["killed", "58", "of", "them"]
        keys.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            asked.ask("Value: ")
        keys.send_text("\x04")
        with pytest.raises(EOFError):
            asked.ask("Value: ")


def test_claims_that_were_chosen_are_asked_about_one_after_the_other(file):
    chosen = [
        Entry(
            {"value": "60", "label": "Soldiers killed", "kind": "count", "unit": "soldiers", "subject": "south"}
        ),
        Entry(
            {"value": "3", "label": "Posts seized", "kind": "count", "unit": "posts", "speaker": "A. Spokesman"}
        ),
    ]
    script = Script(["", "", "", "north", *[""] * 13])
    Session(script, lambda: Workspace.open(str(file)), asking.row).run(*chosen)
    assert script.answers == []
    assert "value: 60" in script.lines
    text = file.read_text(encoding="utf-8")
    assert "value: 60" in text
    assert "label: Posts seized" in text
    # Of a question that is there, what a suggestion says of a new one is left out.
    assert text.count("label: Soldiers killed") == 1
    assert text.count("subject: south") == 1
