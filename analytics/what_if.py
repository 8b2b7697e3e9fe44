"""What if: the tone of a run without some words, rules, causes or voices, from its tables alone.

The table of hits holds, for each lexicon word, its prior valence and the factor and the cause of each rule. What the
valence would be without a rule is the product of what remains, so that nothing is read again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics import tables
from analytics.errors import SettingsError
from analytics.evidence import flat_rules, rule_rows
from analytics.normalization import lower_of
from analytics.polarity import polarity_of
from analytics.runs import RunTables
from analytics.tone.shifters import RULES
from analytics.tone.word_lists import FACETS
from analytics.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analytics.runs import Run

_KNOWN: Mapping[str, tuple[str, ...]] = {"rules": RULES, "facets": FACETS, "voices": VOICES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What is switched off; nothing by default.

    words : entries of the lexicon (their forms in the text will do). rules : names of rules. causes : words that change
    others ("pas", "très"). facets, voices, lexicons : as the tables name them. Case does not count.

    Raises SettingsError for a rule, facet or voice that there is not.
    """

    words: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for kind, known in _KNOWN.items():
            for name in getattr(self, kind):
                if name not in known:
                    raise SettingsError("without_unknown", name=name, known=", ".join(known))

    def __bool__(self) -> bool:
        return any(getattr(self, part.name) for part in fields(self))


def what_if(run: Run, without: Without) -> Run:
    """Return the run as it would be without some words, rules, causes, facets or voices.

    Raises SettingsError for a word, cause or list that no tone word of the run has, naming those that look like it.
    Only the tables ``hits`` and ``tones`` change; the manifest says under ``without`` what was left out, so that charts
    print it. Without anything left out it is the run itself.
    """
    if not without:
        return run
    hits = _changed(run, without)
    tones = run.arrow["tones"]
    tones = tones.filter(pa.array(~_is_in(tones["voice"], without.voices)))
    arrow = {name: run.arrow[name] for name in tables.TABLES}
    arrow |= {"hits": hits, "tones": _summed(hits, tones, run.arrow["articles"]["article_id"].combine_chunks())}
    before = run.manifest.get("without", {})
    left_out = {k: list(dict.fromkeys([*before.get(k, ()), *v])) for k, v in asdict(without).items()}
    manifest = {**run.manifest, "without": {k: v for k, v in left_out.items() if v}}
    return replace(run, manifest=manifest, arrow=arrow, tables=RunTables(arrow), validation=None)


def _changed(run: Run, without: Without) -> pa.Table:
    """Return the hits that are left, with the rules that are left and the valence that these make."""
    hits = run.arrow["hits"]
    owners, rules = flat_rules(hits)
    stays = ~_is_in(rules.field("name"), without.rules)
    if without.causes:
        causes = list(map(lower_of, rule_rows(run)["cause"]))
        stays &= ~_is_in(pa.array(causes, tables.TEXT), _known(without.causes, causes))
    kept = np.flatnonzero(stays)
    valence = hits["prior_valence"].to_numpy().copy()
    np.multiply.at(valence, owners[kept], rules.field("factor").to_numpy(zero_copy_only=False)[kept])
    offsets = np.concatenate([[0], np.cumsum(np.bincount(owners[kept], minlength=hits.num_rows))])
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), rules.take(pa.array(kept)))
    changed = {"valence": np.clip(valence, -1, 1) + 0.0, "rules": lists.cast(tables.schema("hits").field("rules").type)}
    hits = tables.build("hits", {name: changed.get(name, hits[name]) for name in hits.column_names})
    left = ~(_is_in(hits["facet"], without.facets) | _is_in(hits["lexicon"], without.lexicons))
    _known(without.lexicons, hits["lexicon"].to_pylist())
    if without.words:
        entries, forms = (list(map(lower_of, hits[column].to_pylist())) for column in ("entry", "form"))
        words = _known(without.words, [*entries, *forms])
        left &= ~(_is_in(pa.array(entries, tables.TEXT), words) | _is_in(pa.array(forms, tables.TEXT), words))
    left &= ~_is_in(hits["voice"], without.voices)
    return hits.filter(pa.array(left))


def _known(names: tuple[str, ...], there: list[str]) -> tuple[str, ...]:
    """Return names in lower case. Raises SettingsError when one of them is not there."""
    known = set(there)
    for name in names:
        if lower_of(name) not in known:
            near = ", ".join(get_close_matches(lower_of(name), known, n=3)) or "–"
            raise SettingsError("without_nothing", name=name, near=near)
    return tuple(map(lower_of, names))


def _is_in(values: pa.Array, names: tuple[str, ...]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.asarray(pc.is_in(values, pa.array(names, tables.TEXT)))
    return found


def _summed(hits: pa.Table, tones: pa.Table, article_ids: pa.Array) -> pa.Table:
    """Return the tones with the sums of other hits, in the same order."""
    cells = _cells(tones, article_ids)
    order = np.argsort(cells, kind="stable")
    counting = hits.filter(pc.not_equal(hits["valence"], 0))
    rows = order[np.searchsorted(cells[order], _cells(counting, article_ids))]
    valence = counting["valence"].to_numpy()

    def tally(chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(rows[chosen], minlength=tones.num_rows)

    every = order[np.searchsorted(cells[order], _cells(hits, article_ids))]
    n_known = np.bincount(every, hits["n_content"].to_numpy(), minlength=tones.num_rows).astype(np.int32)
    n_hits, sums = np.bincount(rows, minlength=tones.num_rows), np.bincount(rows, valence, minlength=tones.num_rows)
    changed = {
        "n_known": n_known, "n_hits": n_hits, "n_positive": tally(valence > 0), "n_negative": tally(valence < 0),
        "sum_valence": sums, "polarity": polarity_of(sums, n_hits),
    }  # fmt: skip
    return tables.build("tones", {name: changed.get(name, tones[name]) for name in tones.column_names})


def _cells(table: pa.Table, article_ids: pa.Array) -> NDArray[np.int64]:
    """Number the sentence and voice of each row."""
    article = pc.index_in(table["article_id"], article_ids).to_numpy().astype(np.int64)
    paragraph, sentence = (table[name].to_numpy().astype(np.int64) for name in ("paragraph", "sentence"))
    voice = pc.index_in(table["voice"], pa.array(VOICES)).to_numpy()
    cells: NDArray[np.int64] = ((article << 20 | paragraph) << 20 | sentence) << 2 | voice
    return cells
