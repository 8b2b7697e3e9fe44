"""Articles as long as those of the press, whose vocabulary grows as theirs does, as many as one likes.

Real sentences are shuffled into paragraphs and articles. Their rare words, names and numbers are slots: each keeps its
word, takes one that stood in such a slot before (often used ones more often), or takes a word nobody has used yet, at
the rate that makes the number of types follow Heaps' law as measured on the real articles. The first n articles are
the same whatever the number asked for.

Articles are written once, as Arrow, under the system's temporary folder, and read from there by measured processes.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from tests.benchmarks.real import TYPE, log_slope, read_real
from tests.benchmarks.words import NAME, NUMBER, WORD, Inventor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.real import Real

SEED = 0
WARM_UP_SEED = 1  # texts that no measurement reads
BATCH = 500  # articles written, and read, at a time
_KEPT = 0.5  # share of slots that keep their word, of those that get no new one
_RARE = 3  # occurrences in the real texts up to which a word is a slot

SCHEMA = pa.schema([
    pa.field("texts", pa.list_(pa.string())),  # the title, then the paragraphs
    pa.field("n_bytes", pa.int64()),  # UTF-8
    pa.field("n_words", pa.int64()),  # between spaces
    pa.field("n_tokens", pa.int64()),  # of this article and all before it, as `TYPE` finds them
    pa.field("n_types", pa.int64()),  # likewise, lower case
])  # fmt: skip


class Template(NamedTuple):
    """A sentence cut at its words; ``slots`` are (index in ``pieces``, kind of word)."""

    pieces: list[str]
    slots: list[tuple[int, int]]
    types: list[str]  # those outside the slots
    n_tokens: int


class Deck:
    """Templates in random order; all are drawn before any comes again."""

    def __init__(self, templates: list[Template], chance: random.Random) -> None:
        self._templates, self._chance, self._left = templates, chance, []

    def draw(self) -> Template:
        """Return the next template."""
        if not self._left:
            self._left = self._templates.copy()
            self._chance.shuffle(self._left)
        return self._left.pop()


class Press:
    """A source of articles, always the same ones for a seed."""

    def __init__(self, real: Real, *, seed: int) -> None:
        counts = Counter(w for text in (*real.titles, *real.sentences) for w in TYPE.findall(text.lower()))
        stems = sorted({word[:-2] for word in counts if len(word) > 6 and word.isalpha()})
        self._chance = random.Random(seed)
        titles, sentences = ([template(text, counts) for text in kind] for kind in (real.titles, real.sentences))
        self._titles, self._sentences = Deck(titles, self._chance), Deck(sentences, self._chance)
        self._inventor = Inventor(self._chance, stems)
        self._heaps = real.heaps
        # Forms that stood in slots, by kind, as often as they did; at first, as in the real texts.
        self._used: tuple[list[str], ...] = ([], [], [])
        for pieces, slots, *_ in (*titles, *sentences):
            for index, kind in slots:
                self._used[kind].append(pieces[index])
        self._seen: set[str] = set()
        self._n_tokens = self._n_slots = 0
        self._rate = 0.0  # of new forms in slots

    def article(self) -> dict[str, object]:
        """Return the next article, a row of SCHEMA."""
        due = self._heaps.types(self._n_tokens + 1) - len(self._seen)
        self._rate = min(1.0, max(0.0, due / max(self._n_slots, 20)))
        self._n_slots = 0
        texts = [self._write(self._titles)]
        for _ in range(self._chance.choice((6, 7, 8))):
            n_sentences = self._chance.choice((2, 2, 3, 4))
            texts.append(" ".join(self._write(self._sentences) for _ in range(n_sentences)))
        return {
            "texts": texts,
            "n_bytes": sum(len(text.encode()) for text in texts),
            "n_words": sum(len(text.split()) for text in texts),
            "n_tokens": self._n_tokens,
            "n_types": len(self._seen),
        }

    def _write(self, deck: Deck) -> str:
        pieces, slots, types, n_tokens = deck.draw()
        pieces = pieces.copy()
        for index, kind in slots:
            pieces[index] = form = self._fill(kind, pieces[index])
            self._seen.add(form.lower())
        self._seen.update(types)
        self._n_tokens += n_tokens
        self._n_slots += len(slots)
        return "".join(pieces)

    def _fill(self, kind: int, form: str) -> str:
        chance, used = self._chance.random(), self._used[kind]
        if chance < self._rate:
            invent = self._inventor.kinds[kind]
            form = invent()
            while form.lower() in self._seen:
                form = invent()
        elif self._chance.random() > _KEPT:
            form = used[int(self._chance.random() * len(used))]
        used.append(form)
        return form


def template(text: str, counts: Counter[str]) -> Template:
    """Cut a sentence at its words and mark the slots: names, numbers, rare words."""
    pieces = re.split(r"(\b\w\w+\b)", text)
    kinds = [(i, _kind(pieces[i], counts, first=i == 1)) for i in range(1, len(pieces), 2)]
    slots = [(i, kind) for i, kind in kinds if kind is not None]
    types = [pieces[i].lower() for i, kind in kinds if kind is None]
    return Template(pieces, slots, types, n_tokens=len(kinds))


def _kind(word: str, counts: Counter[str], *, first: bool) -> int | None:
    if word.isdigit():
        return NUMBER
    if word[0].isupper() and word.isalpha() and not first and len(word) > 2:
        return NAME
    return WORD if word.islower() and word.isalpha() and len(word) > 5 and counts[word] <= _RARE else None


def written(n_articles: int, *, real: Real, seed: int = SEED) -> Path:
    """Return the file of the articles, written now unless it is there already."""
    recipe = hashlib.blake2b(digest_size=6)
    for name in ("real.py", "words.py", "texts.py"):
        recipe.update((Path(__file__).parent / name).read_bytes())
    recipe.update("\n".join((*real.titles, *real.sentences)).encode())
    path = Path(tempfile.gettempdir()) / f"vigie-bench-{recipe.hexdigest()}-{seed}-{n_articles}.arrow"
    if not path.is_file():
        partial = path.with_suffix(f".{os.getpid()}")
        press = Press(real, seed=seed)
        with pa.OSFile(str(partial), "wb") as sink, pa.ipc.new_file(sink, SCHEMA) as writer:
            for first in range(0, n_articles, BATCH):
                rows = [press.article() for _ in range(min(BATCH, n_articles - first))]
                writer.write_batch(pa.RecordBatch.from_pylist(rows, SCHEMA))
        partial.replace(path)
    return path


def batches(path: Path, n_articles: int) -> Iterator[list[list[str]]]:
    """Yield the first articles of a file, some at a time; an article is its title and its paragraphs."""
    with pa.OSFile(str(path)) as source:
        reader = pa.ipc.open_file(source)
        for i in range(reader.num_record_batches):
            if i * BATCH < n_articles:
                yield reader.get_batch(i)["texts"].slice(0, n_articles - i * BATCH).to_pylist()


class Size(NamedTuple):
    """How much text the first articles of a file are."""

    n_articles: int
    n_bytes: int
    n_words: int
    n_tokens: int
    n_types: int


def sizes(path: Path, numbers: list[int]) -> list[Size]:
    """Return how much text each number of articles is."""
    with pa.OSFile(str(path)) as source:
        table = pa.ipc.open_file(source).read_all().drop_columns(["texts"]).to_pandas()
    table[["n_bytes", "n_words"]] = table[["n_bytes", "n_words"]].cumsum()  # the others are sums already
    return [Size(n, *map(int, table.iloc[n - 1])) for n in numbers]


def measured_beta(of: list[Size]) -> float | None:
    """Return the exponent of types against tokens between sizes, None for a single one."""
    return log_slope([(size.n_tokens, size.n_types) for size in of]) if len(of) > 1 else None


def read_texts(n_articles: int) -> tuple[Real, Path, Path]:
    """Return the real texts, the file of articles to measure on, and the one to warm up on."""
    real = read_real()
    return real, written(n_articles, real=real), written(20, real=real, seed=WARM_UP_SEED)
