"""Decisions about actors change every table that names them, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import tables
from analytics.actors.ledger import Decision, undone
from analytics.actors.recount import CHANGED
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.runs import open_run, write_run

ARTICLES = [
    Article(
        "Pékin parle", ("La Chine refuse. « Non », dit Pékin. Séoul attend, selon Zvé Lamart.", "Zvé Lamart part.")
    ),
    Article("À Tokyo", ("Le Japon salue la Chine. « Merci », déclare M. Luc Roy. Les Chinois partent.",)),
]


@pytest.fixture(scope="module")
def run():
    return analyse(Corpus.of(ARTICLES))


def decision(what, number=0, **given):
    return Decision(what=what, when=f"2026-01-01T00:00:{number:02d}", **given)


def counts(run):
    return run.tables["actors"].set_index("actor_id")["n_mentions"].to_dict()


def forms(run, actor_id):
    mentions = run.tables["mentions"]
    return mentions.loc[mentions["actor_id"] == actor_id, "form"].tolist()


MERGE = decision("merge", actor_id="CHN", target_id="JPN", name="Japon", kind="state")
SPLIT = decision("split", 1, actor_id="CHN", form="PEKIN", target_id="user:pekin", name="Pékin (ville)", kind="place")
ACCEPT = decision("accept", 2, form="Zvé Lamart", target_id="person:zve-lamart", name="Zvé Lamart", kind="person")


def test_merged_actors_count_as_one_and_every_mention_says_why(run):
    before, after = counts(run), counts(run.decided([MERGE]))
    assert after == {key: n for key, n in before.items() if key != "CHN"} | {"JPN": before["JPN"] + before["CHN"]}
    mentions = run.decided([MERGE]).tables["mentions"]
    changed = mentions["decision_id"] == MERGE.decision_id
    assert changed.sum() == before["CHN"]
    assert set(mentions.loc[changed, "form"]) == {"Chine", "Pékin", "Chinois"}


def test_a_form_is_split_off_whatever_its_case_and_accents(run):
    decided = run.decided([SPLIT])
    assert forms(decided, "user:pekin") == ["Pékin", "Pékin"]
    assert forms(decided, "CHN") == ["Chine", "Chine", "Chinois"]
    row = decided.tables["actors"].set_index("actor_id").loc["user:pekin"]
    assert (row["name_fr"], row["name_en"], row["kind"]) == ("Pékin (ville)", "Pékin (ville)", "place")


def test_who_speaks_follows_the_words_that_name_the_speaker(run):
    said = run.tables["quotations"].set_index("cue")["speaker_id"]
    assert said["dire"] == "CHN"
    split = run.decided([SPLIT]).tables["quotations"].set_index("cue")["speaker_id"]
    assert split["dire"] == "user:pekin"
    assert split["déclarer"] == said["déclarer"] == "person:luc-roy"
    ignored = run.decided([decision("ignore", actor_id="CHN")]).tables["quotations"].set_index("cue")["speaker_id"]
    assert pd.isna(ignored["dire"])
    accepted = run.decided([ACCEPT]).tables["quotations"].set_index("cue")["speaker_id"]
    assert pd.isna(said["selon"])
    assert accepted["selon"] == "person:zve-lamart"


def test_a_name_accepted_is_mentioned_in_text_order_and_no_candidate(run):
    decided = run.decided([ACCEPT])
    assert forms(decided, "person:zve-lamart") == ["Zvé Lamart", "Zvé Lamart"]
    assert "Zvé Lamart" not in set(decided.tables["candidates"]["form"])
    mentions = decided.tables["mentions"]
    for _, part in mentions.groupby("article_id", sort=False):
        assert part[["paragraph", "start"]].apply(tuple, axis=1).is_monotonic_increasing
    assert mentions["article_id"].drop_duplicates().tolist() == run.tables["articles"]["article_id"].tolist()
    assert set(mentions.loc[mentions["form"] == "Zvé Lamart", "reason"]) == {"user"}


def test_a_name_accepted_may_be_somebody_known(run):
    accepted = decision("accept", form="Zvé Lamart", target_id="JPN", name="Japon")
    assert counts(run.decided([accepted]))["JPN"] == counts(run)["JPN"] + 2


def test_an_actor_of_the_gazetteer_that_is_not_mentioned_keeps_its_names(run):
    accepted = decision("accept", form="Zvé Lamart", target_id="DEU", name="Allemagne", kind="state")
    row = run.decided([accepted]).tables["actors"].set_index("actor_id").loc["DEU"]
    assert (row["name_fr"], row["name_en"], row["kind"]) == ("Allemagne", "Germany", "state")


def test_actors_forms_and_candidates_are_ignored(run):
    assert "CHN" not in counts(run.decided([decision("ignore", actor_id="CHN")]))
    assert forms(run.decided([decision("ignore", actor_id="CHN", form="Chinois")]), "CHN") == [
        "Pékin", "Chine", "Pékin", "Chine",
    ]  # fmt: skip
    gone = run.decided([decision("ignore", form="Zvé Lamart")])
    assert "Zvé Lamart" not in set(gone.tables["candidates"]["form"])
    assert counts(gone) == counts(run)


def test_an_actor_is_renamed_and_its_mentions_are_as_they_were(run):
    renamed = run.decided([decision("rename", actor_id="CHN", name="Empire du Milieu")])
    names = renamed.tables["actors"].set_index("actor_id")
    assert names.loc["CHN", ["name_fr", "name_en"]].tolist() == ["Empire du Milieu", "Empire du Milieu"]
    pd.testing.assert_frame_equal(renamed.tables["mentions"], run.tables["mentions"])
    assert renamed.tables["decisions"]["n_mentions"].tolist() == [5]


def test_a_decision_holds_in_one_article_only_if_it_says_so(run):
    first, second = run.tables["articles"]["article_id"]
    apart = decision("split", actor_id="CHN", form="Chine", in_article=second, target_id="user:x", name="X")
    mentions = run.decided([apart]).tables["mentions"]
    assert mentions.loc[mentions["actor_id"] == "user:x", "article_id"].tolist() == [second]
    assert "Chine" in set(mentions.loc[(mentions["actor_id"] == "CHN") & (mentions["article_id"] == first), "form"])


def test_decisions_apply_in_their_order_to_what_is_left(run):
    n = counts(run)
    assert counts(run.decided([SPLIT, MERGE]))["JPN"] == n["JPN"] + n["CHN"] - 2
    assert counts(run.decided([MERGE, SPLIT]))["JPN"] == n["JPN"] + n["CHN"]
    assert run.decided([MERGE, SPLIT]).tables["decisions"]["n_mentions"].tolist() == [5, 0]
    back = decision("merge", 3, actor_id="JPN", target_id="CHN", name="Chine")
    assert counts(run.decided([MERGE, back]))["CHN"] == n["JPN"] + n["CHN"]


def test_what_is_undone_changes_nothing(run):
    ledger = [MERGE, SPLIT, ACCEPT]
    for taken in ledger:
        ledger = undone(ledger, taken.decision_id)
    decided = run.decided(ledger)
    for name in set(CHANGED) - {"decisions"}:
        assert decided.arrow[name].equals(run.arrow[name]), name
    assert decided.key == run.key
    assert len(decided.tables["decisions"]) == 3


def open_mentions(run, actor_id, others):
    """The run with the first mention of an actor open to others."""
    arrow = dict(run.arrow)
    rows = arrow["mentions"].to_pylist()
    next(row for row in rows if row["actor_id"] == actor_id)["alternatives"] = others
    return type(run).of(run.manifest, arrow | {"mentions": tables.from_rows("mentions", rows)})


def test_what_is_open_counts_as_a_range_until_it_is_decided(run):
    opened = open_mentions(run, "CHN", ["KOR", "place"])
    sums = opened.decided([decision("rename", actor_id="CHN", name="C")]).tables["actors"].set_index("actor_id")
    assert sums.loc["CHN", ["n_least", "n_mentions", "n_most"]].tolist() == [4, 5, 5]
    assert sums.loc["KOR", ["n_least", "n_mentions", "n_most"]].tolist() == [1, 1, 2]
    decided = opened.decided([decision("decide", form="Pékin", target_id="KOR", name="Corée du Sud")])
    sums = decided.tables["actors"].set_index("actor_id")
    assert sums.loc["CHN", ["n_least", "n_mentions", "n_most"]].tolist() == [4, 4, 4]
    assert sums.loc["KOR", ["n_least", "n_mentions", "n_most"]].tolist() == [2, 2, 2]
    nobody = opened.decided([decision("decide", form="Pékin")])
    assert counts(nobody)["CHN"] == 4


def test_a_merged_actor_is_an_alternative_under_its_new_name(run):
    opened = open_mentions(run, "CHN", ["KOR", "place"])
    merged = opened.decided([decision("merge", actor_id="KOR", target_id="JPN", name="Japon")])
    assert merged.tables["mentions"]["alternatives"].dropna().map(list).tolist() == [["JPN", "place"]]
    same = opened.decided([decision("merge", actor_id="KOR", target_id="CHN", name="Chine")])
    assert same.tables["mentions"]["alternatives"].dropna().map(list).tolist() == [["place"]]


def test_relations_follow_the_words_that_name_their_ends(run):
    article_id = run.tables["articles"]["article_id"].iloc[1]
    text = ARTICLES[1].paragraphs[0]
    japan, china = text.index("Japon"), text.index("Chine")
    relation = {
        "article_id": article_id, "paragraph": 1, "start": 9, "end": 14, "sentence": 0, "cue": "saluer",
        "source_id": "JPN", "source_start": japan, "source_end": japan + 5, "target_id": "CHN", "target_start": china,
        "target_end": china + 5, "strength": 0.4, "category": "verbal cooperation", "mutual": False, "negated": False,
        "unreal": False, "voice": "newsroom",
    }  # fmt: skip
    related = type(run).of(run.manifest, dict(run.arrow) | {"relations": tables.from_rows("relations", [relation])})
    apart = decision("split", actor_id="CHN", form="Chine", target_id="user:x", name="X")
    ends = ["source_id", "target_id"]
    assert related.decided([apart]).tables["relations"][ends].to_numpy().tolist() == [["JPN", "user:x"]]
    assert related.decided([MERGE]).tables["relations"].empty
    assert related.decided([decision("ignore", actor_id="JPN")]).tables["relations"].empty


def test_actors_that_a_corpus_does_not_have_change_nothing(run):
    far = [decision("merge", actor_id="person:nobody", target_id="XYZ", name="Z"), decision("decide", 1, form="Congo")]
    decided = run.decided([*far, decision("accept", 2, form="Nobody Here", target_id="person:n", name="N")])
    assert counts(decided) == counts(run)
    assert decided.tables["decisions"]["n_mentions"].tolist() == [0, 0, 0]


def test_decisions_are_kept_beside_a_run_whose_tables_stay_as_they_were(run, tmp_path):
    decided = run.decided([MERGE, ACCEPT])
    folder = write_run(decided, tmp_path / "run")
    opened = open_run(folder)
    assert opened.decisions == (MERGE, ACCEPT)
    assert counts(opened) == counts(decided)
    assert opened.run_id == run.run_id
    assert opened.key == decided.key != run.key
    (folder / "decisions.tsv").unlink()
    assert counts(open_run(folder)) == counts(run)


def test_damaged_decisions_are_named_and_block_nothing(run, tmp_path):
    folder = write_run(run.decided([MERGE]), tmp_path / "run")
    (folder / "decisions.tsv").write_text("x", encoding="utf-8")
    opened = open_run(folder)
    assert counts(opened) == counts(run)
    assert "decisions.tsv" in opened.faults[0].message("fr")


def test_decisions_are_about_whole_runs(run):
    part = run.decided([MERGE]).restricted(run.tables["articles"]["article_id"].head(1))
    assert part.decisions == (MERGE,)
    assert part.key == run.decided([MERGE]).key
    with pytest.raises(ValueError, match="whole runs"):
        part.decided([])


def test_a_name_accepted_hides_the_mentions_that_it_holds(run):
    article_id = run.tables["articles"]["article_id"].iloc[1]
    text = ARTICLES[1].paragraphs[0]
    start, end = text.index("salue la Chine"), text.index("salue la Chine") + len("salue la Chine")
    longer = {
        "article_id": article_id, "paragraph": 1, "start": start, "end": end, "sentence": 0, "form": text[start:end],
        "key": "salue la chine", "kind": "organisation", "kind_reason": "none", "voice": "newsroom",
    }  # fmt: skip
    rows = tables.from_rows("candidates", [longer])
    held = type(run).of(run.manifest, dict(run.arrow) | {"candidates": rows})
    accepted = decision("accept", form=text[start:end], target_id="user:x", name="X", kind="organisation")
    decided = held.decided([accepted])
    assert forms(decided, "user:x") == [text[start:end]]
    assert counts(decided)["CHN"] == counts(run)["CHN"] - 1
    assert counts(held.decided(undone([accepted], accepted.decision_id))) == counts(run)
