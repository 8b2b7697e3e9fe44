from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.readers.dates import parse_date

DAY = datetime(2024, 1, 27)
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
FRENCH_SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
ENGLISH = "January February March April May June July August September October November December".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

FORMS = {
    "2024-01-27": lambda d: d.isoformat(),
    "2024/1/27": lambda d: f"{d.year}/{d.month}/{d.day}",
    "20240127": lambda d: f"{d:%Y%m%d}",
    "27/01/2024": lambda d: f"{d:%d/%m/%Y}",
    "27.1.2024": lambda d: f"{d.day}.{d.month}.{d.year}",
    "27 janvier 2024": lambda d: f"{d.day} {FRENCH[d.month - 1]} {d.year}",
    "27 JANVIER 2024": lambda d: f"{d.day} {FRENCH[d.month - 1]} {d.year}".upper(),
    "27 janv. 2024": lambda d: f"{d.day} {FRENCH_SHORT[d.month - 1]} {d.year}",
    "samedi 27 janvier 2024": lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {FRENCH[d.month - 1]} {d.year}",
    "27 January 2024": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "January 27, 2024": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "Jan 27, 2024": lambda d: f"{ENGLISH[d.month - 1][:3]} {d.day}, {d.year}",
}
TIMES = (" {h}:{m}", " à {h}h{m}", " à {h} h {m}", ", {h:02}h{m}", " - {h:02}:{m}:15", "T{h:02}:{m}Z")


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(date(1789, 7, 14), date(2199, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_every_day_is_read_in_every_form(form, day):
    assert parse_date(FORMS[form](day)) == datetime(day.year, day.month, day.day)


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("form", [form for form in FORMS if form != "20240127"])
@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
@settings(max_examples=20, deadline=None)
def test_a_time_after_the_date_is_read(form, time, hour, minute):
    text = FORMS[form](DAY.date()) + time.format(h=hour, m=f"{minute:02}")
    assert parse_date(text) == DAY.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2020", datetime(2020, 4, 3)),
        ("le 1er mai 2024", datetime(2024, 5, 1)),
        ("Le samedi 27 janvier 2024", DAY),
        ("Publié le 27 janvier 2024 à 06h00", DAY.replace(hour=6)),
        ("Samedi, le 27 janvier 2024", DAY),
        ("samedi 27 janvier 2024 à 10 h", DAY.replace(hour=10)),
        ("27 janvier 2024 à 9h", DAY.replace(hour=9)),
        ("27\u00a0janvier\u00a02024 à 10\u202fh\u202f30", DAY.replace(hour=10, minute=30)),
        ("  27  janvier\t2024 ", DAY),
        ("27 de\u0301cembre 2024", datetime(2024, 12, 27)),
        ("27 fevrier 2024", datetime(2024, 2, 27)),
        ("27-janv-2024", DAY),
        ("27 févr 2024", datetime(2024, 2, 27)),
        ("27 fév. 2024", datetime(2024, 2, 27)),
        ("3 aout 2024", datetime(2024, 8, 3)),
        ("27th January 2024", DAY),
        ("Saturday, January 27, 2024", DAY),
        ("Sat, 27 Jan 2024 10:30:00 GMT", DAY.replace(hour=10, minute=30)),
        ("Sept. 5, 2024", datetime(2024, 9, 5)),
        ("2024-01-27T10:30:15.250+02:00", DAY.replace(hour=10, minute=30)),
        ("2024-01-27 00:00:00", DAY),
        ("20240127T103000", DAY),
        ("2024-01-27-le-port-ferme", DAY),
        ("2024-01-27_port", DAY),
        ("29 février 2024", datetime(2024, 2, 29)),
        ("27 janvier 2024, page 12", DAY),
        ("samedi 27 janvier 2024 632 mots, p. 5", DAY),
        ("27 janvier 2024 - Le Phare du soir", DAY),
        ("27 janvier 2024 à midi", DAY),
        ("27 janvier 2024, mis à jour hier", DAY),
        pytest.param("27 janvier 2024, 3 hommes", DAY),
        pytest.param("2024-01-27 30 habitants", DAY),
        pytest.param("2024-01-27-24h-du-mans", DAY),
        pytest.param("27 janvier 2024, page 3 : sport", DAY),
        pytest.param("January 27, 2024, 10 PM", DAY.replace(hour=22)),
        pytest.param("January 27, 2024 10:30 PM", DAY.replace(hour=22, minute=30)),
        pytest.param("January 27, 2024 12:05 AM", DAY.replace(minute=5)),
        pytest.param("1ᵉʳ mai 2024", datetime(2024, 5, 1)),
        pytest.param("sam. 27 janvier 2024", DAY),
        pytest.param("27 janvier 2024 à 24 h", DAY),
    ],
)
def test_dates_as_printed(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "hier", "2024", "janvier 2024", "01/2024", "27 janvier", "27/01/24", "12 dockers 2024",
        "port-2024-01-27", "1706313600", "1706313600000", "20240127103000", "2024-01-271", "27/01/20244",
        "27 brumaire 2024", "mardi", "Nantes, le 27 janvier 2024", "1 2 2024",
    ],
)  # fmt: skip
def test_what_does_not_begin_with_a_whole_date_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024", "2024-02-30", "29 février 2023", "31 avril 2024", "00/01/2024", "2024-13-01",
        "12/25/2023", "20241301", "0 mars 2024", "0000-01-01", "February 30, 2024",
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_none_never_another_day(text):
    assert parse_date(text) is None


@given(year=st.integers(1, 9999), month=st.integers(0, 99), day=st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_numbers_are_that_day_or_none(year, month, day):
    try:
        expected = datetime(year, month, day)
    except ValueError:
        expected = None
    assert parse_date(f"{year:04}-{month:02}-{day:02}") == expected
    assert parse_date(f"{day}/{month}/{year:04}") == expected


@given(st.text(alphabet="0123456789٣３²/-.: hT") | st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_date_or_none(text):
    assert isinstance(parse_date(text), datetime | None)
