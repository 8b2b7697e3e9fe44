"""The answers of a run as small text tables: what `vigie show` prints, one line of cells per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from analytics import actor_figures, actor_review, aggregation
from analytics.errors import RunError, SettingsError
from analytics.messages import LANGUAGES, message
from analytics.normalization import fold
from analytics.polarity import polarity_of
from analytics.quotation_search import list_quotations
from analytics.set_aside import stop_words_table
from analytics.speakers import tone_by_speaker
from analytics.text.stop_words import REASONS
from analytics.wording import paragraph_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from analytics.actor_figures import Part
    from analytics.messages import Language
    from analytics.runs import Run
    from analytics.settings import Settings

_EXAMPLE = 90  # characters: a passage is recognised by how it begins
_ID = 8  # characters of an article_id, by which it is found again


class Answer(NamedTuple):
    """A titled table of texts; ``n_more`` rows were left out; ``note`` says why there are none."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    n_more: int = 0
    note: str = ""


class Marked(NamedTuple):
    """A paragraph to be shown with its tone words: spans (start, end, valence) in its text."""

    number: int
    text: str
    note: str
    spans: list[tuple[int, int, float]]


def topics(run: Run, *, lang: Language, limit: int) -> Answer:
    """Topics by share, with their first terms."""
    rows = [
        [str(row.topic + 1), row.label, percent(row.share, lang), str(row.n_articles),
         ", ".join(aggregation.topic_terms(run, row.topic, n_terms=10)["surface"])]
        for row in aggregation.topic_shares(run).itertuples()
    ]  # fmt: skip
    columns = [message(key, lang) for key in ("show.number", "axis.topic", "axis.share", "axis.articles", "show.terms")]
    answer = _limited(message("show.topics", lang), columns, rows, limit)
    return answer._replace(note=message("show.no_topics", lang))


def actors(run: Run, *, lang: Language, limit: int) -> Answer:
    """Actors by mentions, with the forms that name them."""
    counts = actor_figures.actor_counts(run)
    aliases = actor_figures.alias_counts(run, counts["actor_id"].head(limit))
    forms = aliases.groupby("actor_id")
    rows = [
        [getattr(row, f"name_{lang}"), message(f"kind.{row.kind}", lang), number(row.n_mentions, lang),
         number(row.n_articles, lang), number(row.n_quoted, lang), _forms(forms.get_group(row.actor_id))]
        for row in counts.head(limit).itertuples()
    ]  # fmt: skip
    keys = ("axis.actor", "show.kind", "axis.mentions", "axis.articles", "show.quoted", "show.how")
    columns = [message(key, lang) for key in keys]
    return Answer(message("show.actors", lang), columns, rows, max(len(counts) - limit, 0))


def actors_by(run: Run, part: Part, *, lang: Language, limit: int) -> Answer:
    """Mentions of each actor in each part of the corpus, part by part, the most mentioned first."""
    counts = actor_figures.mentions_by(run, part)
    names = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    order = {value: i for i, value in enumerate(counts["part"].unique())}
    counts = counts.assign(order=counts["part"].map(order))
    counts = counts.sort_values(["order", "n_mentions", "actor_id"], ascending=[True, False, True])
    rows = [
        [actor_figures.part_name(run, part, r.part, lang), names[r.actor_id], number(r.n_mentions, lang),
         percent(r.share, lang), number(r.n_articles, lang)]
        for r in counts.head(limit).itertuples()
    ]  # fmt: skip
    keys = (f"axis.{part}", "axis.actor", "axis.mentions", "axis.share_of_mentions", "axis.articles")
    columns = [message(key, lang) for key in keys]
    more, note = max(len(counts) - limit, 0), message("show.no_actors", lang)
    return Answer(message("show.actors", lang), columns, rows, more, note)


def prominence(run: Run, *, lang: Language, limit: int, kinds: Sequence[str] = ()) -> Answer:
    """Actors with the room they are given: in titles, in leads, how early, in what share of the text."""
    found = actor_figures.prominence(run, kinds=kinds)
    rows = [
        [getattr(r, f"name_{lang}"), number(r.n_mentions, lang), _range(r.n_least, r.n_most, lang),
         percent(r.share, lang), number(r.n_articles, lang), number(r.n_titles, lang), number(r.n_leads, lang),
         percent(r.first_place, lang), percent(r.text_share, lang)]
        for r in found.itertuples()
    ]  # fmt: skip
    keys = (
        "axis.actor", "axis.mentions", "show.range", "axis.share_of_mentions", "axis.articles", "show.in_titles",
        "show.in_leads", "show.first_place", "show.text_share",
    )  # fmt: skip
    answer = _limited(message("show.prominence", lang), [message(key, lang) for key in keys], rows, limit)
    return answer._replace(note=message("show.no_actors", lang))


def _range(least: int, most: int, lang: Language) -> str:
    return number(least, lang) if least == most else f"{number(least, lang)}–{number(most, lang)}"


def tone(run: Run, *, lang: Language, limit: int) -> Answer:
    """Articles from the most negative to the most positive, those without tone words last."""
    frame = aggregation.tone_by_article(run).sort_values(["polarity", "article_id"], na_position="last")
    rows = [
        [polarity(row.polarity, lang), number(row.n_hits, lang), _title(row, lang), _outlet(row),
         day(row.published, lang), row.article_id]
        for row in frame.itertuples()
    ]  # fmt: skip
    keys = ("axis.polarity", "axis.hits", "show.title", "axis.outlet", "show.date", "show.id")
    return _limited(message("show.tone", lang), [message(key, lang) for key in keys], rows, limit)


def articles(run: Run, *, lang: Language, limit: int) -> Answer:
    """Articles in corpus order."""
    rows = [
        [row.article_id, day(row.published, lang), _outlet(row), _title(row, lang)]
        for row in run.tables["articles"].itertuples()
    ]  # fmt: skip
    keys = ("show.id", "show.date", "axis.outlet", "show.title")
    return _limited(message("show.articles", lang), [message(key, lang) for key in keys], rows, limit)


def rejected(run: Run, *, lang: Language, limit: int) -> Answer:
    """Records that could not be read."""
    rows = [[r.origin_file, str(r.origin_record), r.reason, r.excerpt] for r in run.tables["rejected"].itertuples()]
    keys = ("show.file", "show.record", "show.reason", "show.excerpt")
    return _limited(message("show.rejected", lang), [message(key, lang) for key in keys], rows, limit)


def candidates(run: Run, *, lang: Language, limit: int, kinds: Sequence[str] = ()) -> Answer:
    """Names that were not recognised, the most frequent first, with what they are likely to be and an example."""
    found = actor_review.candidate_counts(run, kinds=kinds)
    shown = actor_review.in_text(run, found.head(limit))
    rows = [
        [r.form, message(f"likely.{r.kind}", lang), message(f"tells.{r.kind_reason}", lang), number(r.n_mentions, lang),
         number(r.n_articles, lang), example(r)]
        for r in shown.itertuples()
    ]  # fmt: skip
    keys = ("axis.forms", "show.likely", "show.tells", "axis.mentions", "axis.articles", "show.example")
    columns = [message(key, lang) for key in keys]
    title, note = message("show.candidates", lang), message("show.no_candidates", lang)
    return Answer(title, columns, rows, len(found) - len(rows), note)


def boilerplate(run: Run, *, lang: Language, limit: int) -> Answer:
    """Phrases that set passages aside, the most frequent first, each with an example."""
    rows = [
        [r.rule, message(f"boilerplate.{r.reason}", lang), number(r.n_passages, lang), number(r.n_articles, lang),
         shortened(r.example)]
        for r in aggregation.boilerplate_counts(run).itertuples()
    ]  # fmt: skip
    keys = ("show.rule", "show.reason", "show.passages", "axis.articles", "show.example")
    answer = _limited(message("show.boilerplate", lang), [message(key, lang) for key in keys], rows, limit)
    return answer._replace(note=message("show.no_boilerplate", lang))


def quotations(run: Run, *, lang: Language, limit: int) -> Answer:
    """Who says what, in text order: the speaker, the word that tells, its stance, the kind, what is said and where."""
    names = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    listed = list_quotations(run)
    rows = [
        [speaker_of(r, names), cue_of(r), "" if pd.isna(r.stance) else message(f"stance.{r.stance}", lang),
         message(f"quotation.{r.kind}", lang), shortened(r.text),
         f"{r.article_id[:_ID]} {paragraph_name(r.paragraph, lang)}"]
        for r in listed.head(limit).itertuples()
    ]  # fmt: skip
    columns = [message(f"show.{key}", lang) for key in ("speaker", "cue", "stance", "kind", "said", "place")]
    title, note = message("show.quotations", lang), message("show.no_quotations", lang)
    return Answer(title, columns, rows, max(len(listed) - limit, 0), note)


def speakers(run: Run, *, lang: Language, limit: int) -> Answer:
    """Actors who speak, those who say most first, with the tone of what they say."""
    spoken = tone_by_speaker(run)
    rows = [
        [getattr(r, f"name_{lang}"), number(r.n_quotations, lang), number(r.n_tokens, lang),
         number(r.n_reported, lang), polarity(r.polarity, lang), number(r.n_hits, lang)]
        for r in spoken.itertuples()
    ]  # fmt: skip
    keys = ("show.speaker", "axis.quotations", "axis.words", "axis.reported", "axis.polarity", "axis.hits")
    answer = _limited(message("show.speakers", lang), [message(key, lang) for key in keys], rows, limit)
    return answer._replace(note=message("show.no_speakers", lang))


def speaker_of(row: Any, names: pd.Series) -> str:  # noqa: ANN401
    """Name of the actor who speaks, else the words that name the speaker, else nothing."""
    if not pd.isna(row.speaker_id):
        return str(names[row.speaker_id])
    return "" if pd.isna(row.speaker) else str(row.speaker)


def cue_of(row: Any) -> str:  # noqa: ANN401
    """Word that tells who speaks, or nothing."""
    return "" if pd.isna(row.cue) else str(row.cue)


def example(row: Any) -> str:  # noqa: ANN401
    """A name in its text, in brackets. row : of `actor_review.in_text`."""
    before, form, after = (" ".join(text.split()) for text in (row.before, row.form, row.after))
    return f"… {before[-45:]} [{form}] {after[:45]} …"


def stop_words(settings: Settings, *, lang: Language, reasons: Collection[str] = ()) -> Answer:
    """Words that name no topic, the user's first; ``reasons`` keeps some classes of the list."""
    table = stop_words_table(settings)
    rows = [
        [r.word, message(f"stop_match.{r.match}", lang), reason_of(r.reason, lang),
         message(f"stop_state.{r.state}", lang), r.note]
        for r in (table[table["reason"].isin(list(reasons))] if reasons else table).itertuples()
    ]  # fmt: skip
    keys = ("show.word", "show.match", "show.reason", "show.state", "show.note")
    return Answer(message("show.stop_words", lang), [message(key, lang) for key in keys], rows)


def reason_of(reason: str | float | None, lang: Language) -> str:
    """Write why a word is on the stop list; the user's own words have no class."""
    return message(f"stop_reason.{reason}", lang) if isinstance(reason, str) else ""


def machine_names(family: str, names: Iterable[str]) -> dict[str, str]:
    """Return names as tables have them, by what readers call them in either language, folded. family : of messages."""
    return {fold(message(f"{family}.{name}", lang)): name for lang in LANGUAGES for name in names}


def find_reasons(written: Iterable[str], *, lang: Language) -> list[str]:
    """Return classes of the stop list by their names, in the language of the user or as the list writes them.

    Raises SettingsError naming the classes there are.
    """
    known = {fold(name): reason for reason in REASONS for name in (reason, reason_of(reason, lang))}
    found = []
    for name in written:
        if fold(name) not in known:
            classes = ", ".join(reason_of(reason, lang) for reason in REASONS)
            raise SettingsError("stop_reason_unknown", reason=name, known=classes)
        found.append(known[fold(name)])
    return found


def shortened(text: str) -> str:
    """Return the beginning of a passage."""
    return text if len(text) <= _EXAMPLE else f"{text[: _EXAMPLE - 1].rstrip()}…"


ANSWERS: dict[str, Callable[..., Answer]] = {
    "topics": topics, "actors": actors, "tone": tone, "rejected": rejected, "candidates": candidates,
    "boilerplate": boilerplate, "quotations": quotations, "speakers": speakers,
    "prominence": prominence,
}  # fmt: skip


def article(run: Run, article_id: str, *, lang: Language) -> tuple[str, list[Marked]]:
    """Return the heading of an article and its paragraphs with their tone and tone words."""
    described = run.tables["articles"].set_index("article_id").loc[article_id]
    evidence = aggregation.article_evidence(run, article_id)
    toned = aggregation.tone_by_paragraph(run, article_id).groupby("paragraph")[["sum_valence", "n_hits"]].sum()
    toned["polarity"] = polarity_of(toned["sum_valence"], toned["n_hits"])
    marked = []
    for row in evidence["paragraphs"].itertuples():
        hits = evidence["hits"][evidence["hits"]["paragraph"] == row.paragraph]
        n_hits = int(toned["n_hits"].get(row.paragraph, 0))
        note = message("show.no_tone", lang)
        if n_hits:
            value = polarity(toned["polarity"].loc[row.paragraph], lang)
            note = message("show.polarity_of", lang, polarity=value, n=n_hits)
        spans = [(int(h.start), int(h.end), float(h.valence)) for h in hits.itertuples() if h.valence]
        marked.append(Marked(int(row.paragraph), row.text, note, spans))
    outlet = described["outlet"] if isinstance(described["outlet"], str) else ""
    heading = " · ".join(part for part in (outlet, day(described["published"], lang), article_id) if part)
    return heading, marked


def find_article(run: Run, beginning: str) -> str:
    """Return the id of the one article whose id begins so. Raises RunError when there is none, or several."""
    ids = run.tables["articles"]["article_id"]
    found = ids[ids.str.startswith(beginning)].tolist()
    if len(found) != 1:
        raise RunError("article_ambiguous" if found else "article_unknown", article=beginning)
    return str(found[0])


def polarity(value: float | None, lang: Language) -> str:
    """Write a polarity with its sign, or a dash when it is missing."""
    if value is None or pd.isna(value):
        return "–"
    rounded = round(value, 2) + 0.0  # no minus zero
    return str(format_decimal(rounded, format="+0.00;−0.00" if rounded else "0.00", locale=lang))


def difference(value: float, lang: Language) -> str:
    """Write a difference of polarities, with its sign unless it rounds to nothing, or a dash when it is missing."""
    if pd.isna(value):
        return "–"
    rounded = round(value, 3) + 0.0  # no minus zero
    return str(format_decimal(rounded, format="+0.000;−0.000" if rounded else "0.000", locale=lang))


def factor(value: float, lang: Language) -> str:
    """Write what multiplies a valence."""
    return str(format_decimal(value, format="0.00;−0.00", locale=lang))


def figure(value: float | None, lang: Language, write: Callable[[float, Language], str] | None = None) -> str:
    """Write a coefficient with two decimals, or as ``write`` does, or a dash when it is missing."""
    if value is None:
        return "–"
    return write(value, lang) if write else str(format_decimal(value, format="0.00", locale=lang))


def percent(value: float, lang: Language) -> str:
    """Write a share in per cent."""
    return str(format_percent(value, format="#,##0.0\u202f%" if lang == "fr" else "#,##0.0%", locale=lang))


def number(value: int, lang: Language) -> str:
    """Write a count."""
    return str(format_decimal(int(value), locale=lang))


def day(value: pd.Timestamp, lang: Language) -> str:
    """Write a date in words, or nothing when it is missing."""
    return "" if pd.isna(value) else str(format_date(value, format="medium", locale=lang))


def _title(row: Any, lang: Language) -> str:  # noqa: ANN401
    return row.title or message("label.untitled", lang)


def _outlet(row: Any) -> str:  # noqa: ANN401
    return row.outlet if isinstance(row.outlet, str) else ""


def _forms(aliases: pd.DataFrame) -> str:
    counts = aliases.groupby("form", sort=False)["n_mentions"].sum().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{form} {n}" for form, n in counts.head(4).items())


def _limited(title: str, columns: list[str], rows: list[list[str]], limit: int) -> Answer:
    return Answer(title, columns, rows[:limit], max(len(rows) - limit, 0))
