"""Settings: found from the data upwards, and told about when they are wrong."""

import pytest
from rows import each_row

from borderclash.checking import rule_names
from borderclash.problems import UsageError
from borderclash.reading.settings import Settings, find

# One of each severity.
SEVERITIES = ("unknown-party", "self-contradiction", "one-voice")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "project" / "data").mkdir(parents=True)
    return tmp_path / "project"


def test_nearest_settings_above_the_data_are_taken(folder):
    (folder.parent / "borderclash.toml").write_text('ignore = ["one-voice"]')
    assert find(str(folder / "data")) == Settings(ignore=("one-voice",))
    (folder / "pyproject.toml").write_text('[tool.borderclash]\nselect = ["all"]\nstrict = true\n')
    assert find(str(folder / "data")) == Settings(select=("all",), strict=True)
    (folder / "data" / "borderclash.toml").write_text("strict = false")
    assert find(str(folder / "data" / "claims.yaml")) == Settings()


def test_a_project_file_without_a_section_is_passed_over(folder):
    (folder.parent / "borderclash.toml").write_text("strict = true")
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert find(str(folder)).strict


@pytest.mark.parametrize("text", ["tool = 5", "tool = 'borderclash'", "tool = ['borderclash']"])
def test_a_project_file_with_another_tool_than_a_table_is_passed_over(folder, text):
    (folder / "pyproject.toml").write_text(text)
    assert find(str(folder)) == Settings()


def test_a_byte_order_mark_is_passed_over(folder):
    (folder / "borderclash.toml").write_bytes(b"\xef\xbb\xbfstrict = true")
    assert find(str(folder)).strict


def test_own_file_comes_before_the_project_file(folder):
    (folder / "borderclash.toml").write_text("strict = true")
    (folder / "pyproject.toml").write_text("[tool.borderclash]\nstrict = false\n")
    assert find(str(folder)).strict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selct = []", "unknown setting `selct`"),
        ("select = 'all'", "`select` in"),
        ("ignore = [1]", "`ignore` in"),
        ("strict = 1", "neither true nor false"),
        ("public = 'no'", "neither true nor false"),
        ("strict", "no valid TOML"),
        pytest.param("strict = " + 5000 * "1", "no valid TOML", id="more digits than Python reads"),
        pytest.param("strict = " + 5000 * "[", "no valid TOML: nested too deep", id="brackets"),
    ],
)
def test_wrong_settings_are_told(folder, text, words):
    (folder / "borderclash.toml").write_text(text)
    with pytest.raises(UsageError, match=words):
        find(str(folder))


def test_unknown_setting_has_a_near_miss(folder):
    (folder / "pyproject.toml").write_text("[tool.borderclash]\nignored = []\n")
    with pytest.raises(UsageError) as raised:
        find(str(folder))
    assert raised.value.help == "did you mean `ignore`?"
    assert "[tool.borderclash]" in raised.value.message


@each_row(
    ("settings", "names"),
    [
        (Settings(), ["unknown-party", "self-contradiction"]),
        (Settings(select=("all",)), ["unknown-party", "self-contradiction", "one-voice"]),
        (Settings(select=("one-voice",)), ["unknown-party", "one-voice"]),
        (Settings(ignore=("self-contradiction",)), ["unknown-party"]),
        (Settings(select=("all",), ignore=("one-voice",)), ["unknown-party", "self-contradiction"]),
    ],
)
def test_rules_to_check(settings, names):
    assert [name for name in rule_names(settings) if name in SEVERITIES] == names
    assert [name for name in rule_names(settings, "error") if name in SEVERITIES] == ["unknown-party"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(select=("one-voic",)), "there is no rule `one-voic`"),
        (Settings(ignore=("all",)), "there is no rule `all`"),
        (Settings(ignore=("unknown-party",)), "`unknown-party` cannot be ignored"),
    ],
)
def test_rules_that_cannot_be_chosen(settings, words):
    with pytest.raises(UsageError, match=words):
        rule_names(settings)
