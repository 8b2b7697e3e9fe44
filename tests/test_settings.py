from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analytics.errors import SettingsError
from analytics.settings import (
    TONE_RULES,
    Settings,
    TextSettings,
    ToneSettings,
    TopicSettings,
    load_settings,
    settings_from,
)

RANGES = {
    ("topics", "n_topics"): (2, 200),
    ("topics", "min_df"): (1, 1_000_000),
    ("topics", "max_df"): (0.01, 1.0),
    ("topics", "min_collocation"): (2, 1_000_000),
    ("topics", "max_iter"): (1, 10_000),
    ("topics", "tolerance"): (1e-12, 0.1),
    ("topics", "seed"): (0, 2**31 - 1),
    ("tone", "negation_window"): (0, 20),
    ("tone", "negation_factor"): (-1.0, 1.0),
    ("tone", "intensity_window"): (0, 5),
    ("tone", "before_adversative"): (0.0, 2.0),
    ("tone", "after_adversative"): (0.0, 2.0),
    ("tone", "inversion_window"): (0, 20),
    ("tone", "conditional_factor"): (0.0, 1.0),
    ("tone", "question_factor"): (0.0, 1.0),
}
SWITCHES = {("text", "boilerplate")}
WORDS = {("text", "restored"), ("tone", "lexicons"), ("topics", "add_stop_words"), ("topics", "remove_stop_words")}
TEXTS = {("actors", "ner")}
NAMES = {("tone", "rules_off"): TONE_RULES}


def legal_values(section):
    values = {
        name: st.floats(low, high) if isinstance(high, float) else st.integers(low, high)
        for (part, name), (low, high) in RANGES.items()
        if part == section
    }
    values |= {name: st.booleans() for part, name in SWITCHES if part == section}
    values |= {name: st.lists(st.text(max_size=9), max_size=3).map(tuple) for part, name in WORDS if part == section}
    values |= {name: st.text(max_size=9) for part, name in TEXTS if part == section}
    values |= {
        name: st.lists(st.sampled_from(known), unique=True).map(tuple)
        for (part, name), known in NAMES.items()
        if part == section
    }
    return st.fixed_dictionaries({}, optional=values)


LEGAL = st.fixed_dictionaries({}, optional={section.name: legal_values(section.name) for section in fields(Settings)})


def load(tmp_path, content):
    path = tmp_path / "vigie.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_settings(path)


def in_toml(value):
    return json.dumps(value, ensure_ascii=False)


def test_every_setting_is_a_number_in_a_range_or_a_switch_or_words_or_texts_or_names():
    declared = {(s.name, f.name) for s in fields(Settings) for f in fields(s.default_factory)}
    assert declared == set(RANGES) | SWITCHES | WORDS | TEXTS | set(NAMES)


def test_nothing_said_is_the_default(tmp_path):
    assert load(tmp_path, "") == load(tmp_path, "# rien\n[text]\n[topics]\n[tone]\n") == Settings()
    assert settings_from({}, source="test") == Settings()


def test_a_file_changes_what_it_names_only(tmp_path):
    loaded = load(tmp_path, "[topics]\nn_topics = 20 # thèmes\n[tone]\nnegation_factor = -0.5\n")
    assert loaded == Settings(topics=TopicSettings(n_topics=20), tone=ToneSettings(negation_factor=-0.5))


@pytest.mark.parametrize(("part", "name"), sorted(WORDS))
def test_words_are_a_list_in_a_file_and_stay_as_they_are(tmp_path, part, name):
    loaded = load(tmp_path, f'[{part}]\n{name} = ["Aujourd’hui", "à la une"]\n')
    assert loaded.as_dict()[part][name] == ("Aujourd’hui", "à la une")
    assert load(tmp_path, f"[{part}]\n{name} = []\n") == Settings()


def test_a_switch_is_true_or_false_in_a_file(tmp_path):
    assert load(tmp_path, "text.boilerplate = false") == Settings(text=TextSettings(boilerplate=False))
    assert load(tmp_path, "text.boilerplate = true") == Settings()


def test_rules_of_tone_are_switched_off_by_name(tmp_path):
    loaded = load(tmp_path, '[tone]\nrules_off = ["question", "negation"]\n')
    assert loaded == Settings(tone=ToneSettings(rules_off=("question", "negation")))
    with pytest.raises(SettingsError) as exc:
        load(tmp_path, '[tone]\nrules_off = ["négation"]\n')
    assert (exc.value.key, exc.value.values["rule"]) == ("rule_unknown", "négation")
    assert "negation" in str(exc.value)


def test_settings_can_be_a_key_of_a_cache():
    one, other = (settings_from({"topics": {"add_stop_words": words}}, source="t") for words in (["or"], ("or",)))
    assert (one, hash(one)) == (other, hash(other))


@given(LEGAL)
@hypothesis_settings(max_examples=100, deadline=None)
def test_settings_come_back_from_their_plain_values(content):
    settings = settings_from(content, source="test")
    assert settings_from(settings.as_dict(), source="test") == settings
    assert settings_from(json.loads(json.dumps(settings.as_dict())), source="test") == settings
    assert all(content[part].items() <= settings.as_dict()[part].items() for part in content)


def test_plain_values_are_written_as_toml_tables(tmp_path):
    plain = Settings(topics=TopicSettings(n_topics=7, max_df=0.25, add_stop_words=("euro",))).as_dict()
    lines = [f"{part}.{name} = {in_toml(value)}\n" for part in plain for name, value in plain[part].items()]
    assert load(tmp_path, "".join(lines)).as_dict() == plain


@pytest.mark.parametrize(("setting", "limits"), RANGES.items())
def test_the_ends_of_a_range_are_legal(setting, limits):
    part, name = setting
    for value in limits:
        assert settings_from({part: {name: value}}, source="test").as_dict()[part][name] == value


@pytest.mark.parametrize(("setting", "limits"), RANGES.items())
def test_a_value_outside_its_range_is_refused(setting, limits):
    (part, name), (low, high) = setting, limits
    step = 0.001 if isinstance(high, float) else 1
    for value in (low - step, high + step):
        with pytest.raises(SettingsError) as exc:
            settings_from({part: {name: value}}, source="test")
        assert exc.value.key == "setting_range"
        assert exc.value.values == {"name": f"{part}.{name}", "value": value, "low": low, "high": high}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("name", ["max_df", "tolerance"])
def test_nan_and_infinity_are_refused(name, value):
    with pytest.raises(SettingsError) as exc:
        settings_from({"topics": {name: value}}, source="test")
    assert exc.value.key == "setting_range"
    assert f"topics.{name}" in str(exc.value)


def test_a_setting_made_in_code_is_checked():
    with pytest.raises(SettingsError) as exc:
        TopicSettings(n_topics=1)
    assert exc.value.values["name"] == "topics.n_topics"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"topic": {"n_topics": 3}}, "topic"),
        ({"n_topics": 3}, "n_topics"),
        ({"topics": {"n_topic": 3}}, "topics.n_topic"),
        ({"topics": {"negation_window": 3}}, "topics.negation_window"),
        ({"tone": {"": 3}}, "tone."),
    ],
)
def test_an_unknown_setting_is_named(content, name):
    with pytest.raises(SettingsError) as exc:
        settings_from(content, source="vigie.toml")
    assert exc.value.key == "setting_unknown"
    assert (exc.value.values["source"], exc.value.values["name"]) == ("vigie.toml", name)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('n_topics = "12"', "n_topics"),
        ("n_topics = 12.0", "n_topics"),
        ("n_topics = true", "n_topics"),
        ("n_topics = [12]", "n_topics"),
        ("seed = 2024-03-12", "seed"),
        ('max_df = "0,5"', "max_df"),
        ("max_df = true", "max_df"),
        ("max_df.value = 1", "max_df"),
        ('add_stop_words = "euro"', "add_stop_words"),
        ("add_stop_words = [1]", "add_stop_words"),
        ('remove_stop_words = ["or", ["car"]]', "remove_stop_words"),
        ("remove_stop_words.or = true", "remove_stop_words"),
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path, line, name):
    with pytest.raises(SettingsError) as exc:
        load(tmp_path, f"[topics]\n{line}\n")
    assert (exc.value.key, exc.value.values["name"]) == ("setting_type", f"topics.{name}")


@pytest.mark.parametrize("value", ["1", "0.0", '"oui"', "[true]"])
def test_a_switch_is_nothing_else(tmp_path, value):
    with pytest.raises(SettingsError) as exc:
        load(tmp_path, f"[text]\nboilerplate = {value}\n")
    assert (exc.value.key, exc.value.values["name"]) == ("setting_type", "text.boilerplate")


@pytest.mark.parametrize("content", ["topics = 12", 'tone = "calme"', "[[topics]]\nn_topics = 12"])
def test_a_section_that_is_not_a_table_is_refused(tmp_path, content):
    with pytest.raises(SettingsError):
        load(tmp_path, content)


@pytest.mark.parametrize(
    "content", ["topics = ", "[topics\n", "n_topics: 12", b"[topics]\n# th\xe8mes", "[tone]\n[tone]\n"]
)
def test_a_file_that_is_not_toml_is_named(tmp_path, content):
    with pytest.raises(SettingsError) as exc:
        load(tmp_path, content)
    assert (exc.value.key, exc.value.values["path"]) == ("settings_unreadable", tmp_path / "vigie.toml")


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path, name):
    with pytest.raises(SettingsError) as exc:
        load_settings(tmp_path / name)
    assert (exc.value.key, exc.value.values["path"]) == ("settings_unreadable", tmp_path / name)


def test_a_whole_number_stands_for_a_decimal_one():
    settings = settings_from({"topics": {"max_df": 1}}, source="test")
    assert settings == Settings(topics=TopicSettings(max_df=1.0))


def test_equal_settings_are_written_alike():
    whole, decimal = (settings_from({"topics": {"max_df": value}}, source="test") for value in (1, 1.0))
    assert json.dumps(whole.as_dict()) == json.dumps(decimal.as_dict())


def test_settings_are_frozen():
    with pytest.raises(FrozenInstanceError):
        Settings().topics.n_topics = 3


def test_another_number_of_topics_changes_nothing_else():
    settings = Settings(topics=TopicSettings(seed=3), tone=ToneSettings(negation_window=2))
    assert settings.with_topics(None) is settings
    plain = settings.as_dict()
    assert settings.with_topics(20).as_dict() == plain | {"topics": {**plain["topics"], "n_topics": 20}}
    with pytest.raises(SettingsError):
        settings.with_topics(0)
