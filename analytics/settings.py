"""Settings of an analysis: frozen, checked, from code, flags or a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from analytics.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TONE_RULES = ("negation", "inversion", "amplifier", "deamplifier", "adversative", "conditional", "question")


def _check(name: str, value: float, *, low: float, high: float) -> None:
    if not low <= value <= high:
        raise SettingsError("setting_range", name=name, value=value, low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSettings:
    """How topics are fitted."""

    n_topics: int = 12  # topics asked for; small corpora get fewer and are told so
    min_df: int = 2  # documents a term must occur in
    max_df: float = 0.4  # share of documents above which a term says nothing
    min_collocation: int = 4  # occurrences before two words can be one term
    max_iter: int = 400  # NMF iterations
    tolerance: float = 1e-4  # relative gain at which NMF stops
    seed: int = 0  # start of the randomised SVD behind ``nndsvda``
    add_stop_words: tuple[str, ...] = ()  # words that name no topic, besides those of our list
    remove_stop_words: tuple[str, ...] = ()  # words of our list that may be terms

    def __post_init__(self) -> None:
        _check("topics.n_topics", self.n_topics, low=2, high=200)
        _check("topics.min_df", self.min_df, low=1, high=1_000_000)
        _check("topics.max_df", self.max_df, low=0.01, high=1)
        _check("topics.min_collocation", self.min_collocation, low=2, high=1_000_000)
        _check("topics.max_iter", self.max_iter, low=1, high=10_000)
        _check("topics.tolerance", self.tolerance, low=1e-12, high=0.1)
        _check("topics.seed", self.seed, low=0, high=2**31 - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSettings:
    """What of the articles is read."""

    boilerplate: bool = True  # leave out links, appeals, credits and signatures (see `analytics.text.boilerplate`)
    restored: tuple[str, ...] = ()  # phrases of the boilerplate list that are text after all


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneSettings:
    """How shifters change the prior valence of a word."""

    negation_window: int = 4  # tokens after the negator, never across a clause boundary
    negation_factor: float = -0.6  # multiplies the valence inside the scope: "pas excellent" is not "exécrable"
    intensity_window: int = 1  # tokens between an amplifier or deamplifier and the word it changes
    before_adversative: float = 0.7  # multiplies what stands before "mais" in the sentence
    after_adversative: float = 1.3  # multiplies what stands after it
    inversion_window: int = 8  # tokens of the object or complement that an inverter turns round
    # What is not asserted weighs half. Polanyi and Zaenen (2006) and Taboada and others (2011) give it no weight at
    # all; but a newspaper that asks about a disaster speaks of one.
    conditional_factor: float = 0.5  # multiplies what a condition, a conditional verb or "peut-être" holds
    question_factor: float = 0.5  # multiplies what is asked
    rules_off: tuple[str, ...] = ()  # rules of TONE_RULES that change nothing
    lexicons: tuple[str, ...] = ()  # word lists, later ones winning: files, or "ours"; none stands for ours alone

    def __post_init__(self) -> None:
        _check("tone.negation_window", self.negation_window, low=0, high=20)
        _check("tone.negation_factor", self.negation_factor, low=-1, high=1)
        _check("tone.intensity_window", self.intensity_window, low=0, high=5)
        _check("tone.before_adversative", self.before_adversative, low=0, high=2)
        _check("tone.after_adversative", self.after_adversative, low=0, high=2)
        _check("tone.inversion_window", self.inversion_window, low=0, high=20)
        _check("tone.conditional_factor", self.conditional_factor, low=0, high=1)
        _check("tone.question_factor", self.question_factor, low=0, high=1)
        for rule in self.rules_off:
            if rule not in TONE_RULES:
                raise SettingsError("rule_unknown", rule=rule, known=", ".join(TONE_RULES))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSettings:
    """How names are found."""

    ner: str = ""  # spaCy pipeline, by name or folder, whose names are candidates besides ours; none is asked without


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one analysis; equal settings on the same corpus give the same run."""

    text: TextSettings = field(default_factory=TextSettings)
    topics: TopicSettings = field(default_factory=TopicSettings)
    tone: ToneSettings = field(default_factory=ToneSettings)
    actors: ActorSettings = field(default_factory=ActorSettings)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Return the settings as nested plain values, in the shape of the TOML file."""
        return asdict(self)

    def without_rules(self, rules: Iterable[str]) -> Settings:
        """Return the same settings with more rules of tone switched off. Raises SettingsError for an unknown one."""
        off = tuple(dict.fromkeys([*self.tone.rules_off, *rules]))
        return replace(self, tone=replace(self.tone, rules_off=off))

    def with_topics(self, n_topics: int | None) -> Settings:
        """Return the same settings with another number of topics; None changes nothing."""
        return self if n_topics is None else replace(self, topics=replace(self.topics, n_topics=n_topics))

    def with_lexicons(self, lists: Iterable[str]) -> Settings:
        """Return the same settings with these word lists of tone in place of those it had."""
        return replace(self, tone=replace(self.tone, lexicons=tuple(lists)))

    def with_ner(self, pipeline: str) -> Settings:
        """Return the same settings with a spaCy pipeline that finds names besides ours; "" changes nothing."""
        return replace(self, actors=replace(self.actors, ner=pipeline)) if pipeline else self


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file with the tables ``[text]``, ``[topics]``, ``[tone]`` and ``[actors]``.

    Absent keys keep their defaults. Raises SettingsError for a file that is not TOML, an unknown key, or a value of the
    wrong type or range.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError("settings_unreadable", path=path, reason=exc) from exc
    return settings_from(content, source=str(path))


def settings_from(content: dict[str, Any], *, source: str) -> Settings:
    """Build settings from nested plain values; ``source`` names them in errors."""
    sections = {section.name: section.default_factory for section in fields(Settings)}
    for section in content:
        if section not in sections:
            raise SettingsError("setting_unknown", source=source, name=section, known=", ".join(sections))
    parts = {name: _section(make(), content.get(name, {}), name, source) for name, make in sections.items()}  # type: ignore[operator]
    return Settings(**parts)


def _section(default: Any, values: Any, name: str, source: str) -> Any:  # noqa: ANN401
    if not isinstance(values, dict):
        raise SettingsError("setting_type", source=source, name=name, value=values)
    known = {f.name: type(getattr(default, f.name)) for f in fields(default)}
    for key, value in values.items():
        if key not in known:
            raise SettingsError("setting_unknown", source=source, name=f"{name}.{key}", known=", ".join(known))
        if not _fits(value, known[key]):
            raise SettingsError("setting_type", source=source, name=f"{name}.{key}", value=value)
    return replace(default, **{key: known[key](value) for key, value in values.items()})


def _fits(value: Any, kind: type) -> bool:  # noqa: ANN401
    """Tell whether a value from TOML or JSON has the type of a setting; lists of texts are kept as tuples."""
    if kind is tuple:
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    return isinstance(value, (int, float) if kind is float else kind)
