"""Relations of a partition: cues with the phrases that name who acts and on whom, not yet linked to actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.grammar.columns import joined, pick
from analytics.grammar.words import AVOIR, CAPITAL, QUE, VERB, holds_any
from analytics.relations.ends import Names, find_ends, with_list_before
from analytics.relations.found import Found, Occurrences
from analytics.relations.groups import find_groups, find_subjects, is_passive
from analytics.relations.lists import BETWEEN, PARTICIPLE, SUBJECTS, load_relation_cues
from analytics.relations.nouns import Support, find_noun_relations, find_noun_targets, find_places, is_noun
from analytics.relations.verbs import find_verb_targets, is_verb, with_subjects
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words
    from analytics.relations.ends import Ends
    from analytics.relations.groups import Groups
    from analytics.relations.lists import Cues
    from analytics.text.partition import Partition
    from analytics.voices import TokenVoices
_END = ("start", "end", "head", "name", "reach")
SPEAKS_OF = tuple(f"{end}_{part}" for end in ("source", "target") for part in _END)
SCHEMA = pa.schema([
    pa.field("article", pa.int32(), nullable=False),
    *(pa.field(name, pa.int32()) for name in ("paragraph", "start", "end", "sentence")),
    pa.field("cue", pa.string()),
    pa.field("category", pa.string()),
    pa.field("strength", pa.float64()),
    *(pa.field(name, pa.bool_()) for name in ("mutual", "negated", "unreal")),
    pa.field("voice", pa.string()),
    pa.field("quotation_id", pa.int32()),
    *(pa.field(name, pa.int32()) for name in SPEAKS_OF),
])  # fmt: skip
_SPORT = frozenset(
    "match matchs football footballeur footballeurs basket rugby tennis cyclisme boxe boxeur athlétisme buteur buts"
    " sélectionneur attaquant défenseur milieu gardien demi-finale demi-finales quart-de-finale éliminatoires ligue"
    " championnat tournoi mi-temps entraîneur joueurs joueur stade médaille olympique supporters arbitre penalty fifa"
    " uefa caf can coupe finale finales mondial club clubs".split()
)
_N_SPORT = 3  # of these words, in an article on sport
_TOOLS = ~np.uint32(CAPITAL | VERB)  # what words may be that name nobody
_END_FACTOR = -0.5  # the end of a war is no alliance


class _Pairs(NamedTuple):
    """Parts that stand in a relation, rows of the parts: source and target, and the relation found, all (n_pairs,)."""

    found: Ints
    sources: Ints
    targets: Ints
    mutual: Bools


def find_relations(partition: Partition, words: Words, voices: TokenVoices, *, named: Bools) -> pa.Table:
    """Find the cues of a partition with the phrases that may name who acts and who is acted upon.

    words : of the same partition (`Quotations.words`). named : (n_tokens,), tokens that name an actor of the gazetteer.
    Returns a table as SCHEMA says; places are code points, -1 for none. `link_relations` tells the actors.
    """
    cues = load_relation_cues()
    names = Names(_may_name(words, partition, named))
    occurrences = _occurrences(partition, words, cues, names)
    found = _found(words, cues, occurrences, names)
    found = _one_each(pick(found, ~(cues.of_sport[found.rows] & _on_sport(partition, words, found.firsts))))
    return _table(partition, words, voices, cues, found, names)


def _may_name(words: Words, partition: Partition, named: Bools) -> Ints:
    """Tokens that may name an actor, in text order: known to the gazetteer, or capitalised words that are no tools."""
    places = np.flatnonzero(named)
    bits = words.bits[: len(words.tokens)]
    capitals = np.flatnonzero(bits & np.uint32(CAPITAL))
    may_name = np.zeros(len(bits), dtype=bool)
    may_name[capitals[bits[capitals] & _TOOLS == 0]] = True
    may_name[places + partition.tokens.paragraphs[places]] = True
    return np.flatnonzero(may_name)


def _on_sport(partition: Partition, words: Words, positions: Ints) -> Bools:
    """Tell which tokens stand in articles on sport."""
    tokens = words.tokens
    said = np.flatnonzero(tokens.vocabulary.matching(_SPORT)[tokens.ids])
    counts = np.bincount(partition.articles[tokens.paragraphs[said]], minlength=len(partition.article_ids))
    on_sport: Bools = counts[partition.articles[tokens.paragraphs[positions]]] >= _N_SPORT
    return on_sport


def _occurrences(partition: Partition, words: Words, cues: Cues, names: Names) -> Occurrences:
    """Cues in sentences where two actors may be named, one row for each reading that the form allows."""
    tokens = partition.tokens
    matches = cues.matcher.find(tokens)
    firsts = matches.positions + tokens.paragraphs[matches.positions]
    verbs = np.flatnonzero(~words.has(firsts, AVOIR))  # nearly all forms of «avoir» are auxiliaries; «eu» is not
    several = verbs[names.in_sentences(words)[words.tokens.sentences[firsts[verbs]]] > 1]
    firsts, entries, lengths = firsts[several], matches.entries[several], matches.lengths[several]
    owners, rows = members(cues.pointers[entries], cues.pointers[entries + 1])
    forms = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[firsts]]
    readings = pick(cues.readings, rows)
    # Most have their target behind them.
    starts, stops = words.sentence(firsts)
    behind = names.count(firsts + lengths, stops) > 0
    relative = holds_any(starts, firsts, words.where(QUE))
    each_other = np.isin(np.array(cues.frames), [SUBJECTS, BETWEEN])[readings.frames]
    kept = behind[owners] | each_other | readings.supports | readings.endings | relative[owners]
    owners, readings = owners[kept], pick(readings, kept)
    return Occurrences(owners, firsts[owners], (firsts + lengths)[owners], forms[owners], readings)


def _found(words: Words, cues: Cues, occurrences: Occurrences, names: Names) -> Found:
    """Relations of verbs and nouns. Who acts is looked for only where there is somebody acted upon."""
    nouns = pick(occurrences, np.flatnonzero(is_noun(words, cues, occurrences) & ~occurrences.readings.endings))
    places = find_places(words, nouns.firsts)
    verbs = pick(occurrences, np.flatnonzero(is_verb(occurrences)))
    support = verbs.readings.supports | verbs.readings.endings
    governs = np.isin(verbs.ends - 1, places.before)
    governs |= (verbs.forms & PARTICIPLE > 0) & is_passive(words, verbs.firsts)
    named_before = names.count(words.sentence(verbs.firsts)[0], verbs.firsts) > 0  # its subject, or what it acts on
    verbs = pick(verbs, np.flatnonzero((~support & named_before) | (support & governs)))
    _, one, rows = np.unique(verbs.firsts, return_index=True, return_inverse=True)
    groups = find_groups(words, verbs.firsts[one], verbs.ends[one], verbs.forms[one])
    by_verbs = find_verb_targets(words, cues, verbs, pick(groups, rows), names)
    supports, endings = (
        np.bincount(rows[flag], minlength=len(one)) > 0 for flag in (verbs.readings.supports, verbs.readings.endings)
    )
    usable = np.flatnonzero(supports | endings)
    governors = Support(pick(groups, usable), endings[usable])
    directed = find_noun_targets(words, cues, nouns, places, governors, names)
    acting = np.searchsorted(groups.firsts, by_verbs.firsts)  # groups are in text order, one for each verb
    asked = np.union1d(acting, usable[directed.groups[directed.groups >= 0]])
    subjects = np.full((2, len(one)), -1)
    subjects[:, asked] = _subjects(words, pick(groups, asked))
    by_verbs = with_subjects(words, by_verbs, groups.voices[acting], tuple(subjects[:, acting]))
    return joined(by_verbs, find_noun_relations(words, cues, directed, governors, tuple(subjects[:, usable]), names))


def _subjects(words: Words, groups: Groups) -> NDArray[np.int64]:
    """Subjects with the lists they end, (2, n_groups): first token, and the token behind."""
    firsts, ends = find_subjects(words, groups)
    return np.stack([with_list_before(words, firsts, ends), ends])


def _one_each(found: Found) -> Found:
    """Keep the first reading of each occurrence, one with a target if there is one."""
    order = np.lexsort((found.targets < 0, found.matches))
    found = pick(found, order)
    first = np.diff(found.matches, prepend=-1) > 0
    return pick(found, first)


def _pairs(sources: Ends, targets: Ends, found: Found) -> _Pairs:
    """Each part of a source with each part of its target; parts of one phrase with each other."""
    n = len(found.rows)
    alone = found.targets < 0
    pointers = [np.searchsorted(ends.owners, np.arange(n + 1)) for ends in (sources, targets)]
    rows, source = members(pointers[0][:-1], pointers[0][1:])
    other = np.where(alone, 0, 1)[rows]
    firsts, ends = (np.where(other == 0, pointers[0][shift:][rows], pointers[1][shift:][rows]) for shift in (0, 1))
    owners, target = members(firsts, ends)
    pairs = _Pairs(rows[owners], source[owners], target, found.mutual[rows[owners]])
    return pick(pairs, ~alone[pairs.found] | (pairs.sources != pairs.targets))


def _table(partition: Partition, words: Words, voices: TokenVoices, cues: Cues, found: Found, names: Names) -> pa.Table:
    acting = np.ones(len(found.rows), dtype=bool)
    sources = names.only(find_ends(words, cues, found.sources, found.source_ends, acting))
    targets = names.only(find_ends(words, cues, found.targets, found.target_ends, found.whole))
    pairs = _pairs(sources, targets, found)
    alone = found.targets < 0
    source, target = pick(sources, pairs.sources), _targets(sources, targets, pairs, alone[pairs.found])
    # What holds both ways is said once more with the ends exchanged; parts of one phrase are so already.
    back = pairs.mutual & ~alone[pairs.found]
    rows = np.concatenate([pairs.found, pairs.found[back]])
    firsts_of = joined(source, pick(target, back)), joined(target, pick(source, back))
    order = np.argsort(found.firsts[rows], kind="stable")
    rows, source, target = rows[order], pick(firsts_of[0], order), pick(firsts_of[1], order)
    relation = pick(found, rows)
    firsts = words.tokens.plain(relation.firsts)
    strengths = cues.strengths[relation.rows] * np.where(relation.ended, _END_FACTOR, 1)
    columns = {
        **partition.spans(firsts, relation.ends - relation.firsts),
        "cue": pa.array(cues.cues, pa.string()).take(pa.array(relation.rows)),
        "category": _categories(cues, relation.rows, strengths),
        "strength": strengths,
        **{name: getattr(relation, name) for name in ("mutual", "negated", "unreal")},
        **voices.columns(firsts),
        **_places(partition, words, "source", source),
        **_places(partition, words, "target", target),
    }
    return pa.table({f.name: pa.array(columns[f.name], f.type) if isinstance(columns[f.name], np.ndarray)
                     else columns[f.name].cast(f.type) for f in SCHEMA}, schema=SCHEMA)  # fmt: skip


def _targets(sources: Ends, targets: Ends, pairs: _Pairs, alone: Bools) -> Ends:
    """The targets of pairs: parts of the source's phrase where they act on each other."""
    both = joined(sources, targets)
    return pick(both, np.where(alone, pairs.targets, len(sources.owners) + pairs.targets))


def _categories(cues: Cues, rows: Ints, strengths: NDArray[np.float64]) -> pa.Array:
    """Category of each relation; the end of a conflict is cooperation."""
    named = [cues.categories[row] for row in rows.tolist()]
    turned = [("conflict", "cooperation") if strength > 0 else ("cooperation", "conflict") for strength in strengths]
    return pa.array([name.replace(*turn) for name, turn in zip(named, turned, strict=True)], pa.string())


def _places(partition: Partition, words: Words, name: str, ends: Ends) -> dict[str, NDArray[np.int32]]:
    """Code points of a part and of what in it may name an actor."""
    tokens, heads = partition.tokens, ends.heads
    if not len(ends.firsts):
        return {f"{name}_{part}": np.zeros(0, dtype=np.int32) for part in _END}

    def code_points(of: NDArray[np.int32], positions: Ints) -> NDArray[np.int32]:
        return np.where(positions >= 0, of[words.tokens.plain(np.maximum(positions, 0))], np.int32(-1))

    places = (
        code_points(tokens.starts, ends.firsts),
        code_points(tokens.ends, ends.ends - 1),
        code_points(tokens.starts, heads.heads),
        code_points(tokens.starts, heads.names),
        code_points(tokens.ends, heads.reaches - 1),
    )
    return {f"{name}_{part}": place.astype(np.int32) for part, place in zip(_END, places, strict=True)}
