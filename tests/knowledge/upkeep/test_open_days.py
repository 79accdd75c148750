"""A day that one entry calls open and another closed."""

import pytest

from knowledge.entry import Entry
from knowledge.upkeep.review import Pair, contradictions, near_to

AT_ODDS = [
    ("en", "When are you open?", "10 to 6 Tuesday to Sunday", "Are you open on Mondays?", "Yes."),
    ("en", "When are you open?", "Our studio is open Tue–Sun.", "Are you open on Mondays?", "Yes."),
    ("en", "When are you open?", "Monday: closed\nTuesday: 9-5\nWednesday: 9-5", "Are you open on Mondays?", "Yes."),
    ("en", "When are you open?", "We are open daily from 9 to 5. On Mondays we are closed.", "Are you open on Mondays?", "Yes."),
    ("en", "Closed on Mondays", "We are closed on Mondays.", "Are you open on Mondays?", "Yes, from 9 to 5."),
    ("en", "When are you closed?", "We are closed on Mondays.", "Are you open on Mondays?", "Yes, from 9 to 5."),
    ("en", "Which day are you closed?", "Mondays.", "Are you open on Mondays?", "Yes, from 9 to 5."),
    ("en", "Opening hours", "Closed on Mondays.", "Are you open on Mondays?", "Yes, from 9 to 5."),
    ("en", "When are you open?", "Tuesday to Sunday, 10 to 6.", "Are you open on Mondays?", "Yes, from 9 to 5."),
    ("en", "When are you open?", "Tue-Sun, 10-6", "Is the shop open on Mondays?", "Yes."),
    ("en", "When are you open?", "Monday to Friday, 9 to 5.", "Are you open on Mondays?", "No."),
    ("en", "When are you open?", "Monday to Friday, 9 to 5.", "Are you open on Mondays?", "No, we are closed on Mondays."),
    ("en", "When are you open?", "Monday to Friday, 9 to 5.", "Are you closed on Wednesdays?", "Yes."),
    ("en", "When are you open?", "Every day except Mondays.", "Are you open on Mondays?", "Yes."),
    ("en", "When are you open?", "Monday to Friday, 9 to 5.", "When are you closed?", "Mondays."),
    ("en", "When are you closed?", "On Mondays.", "Are you open on Sundays?", "No."),
    ("en", "When are you closed?", "On Mondays.", "Are you closed on Mondays?", "No."),
    ("en", "When are you closed?", "On Mondays.", "When are you open on Mondays?", "From 9 to 5."),
    ("en", "What days are you open?", "Monday, Wednesday and Friday.", "Are you open on Tuesdays?", "Yes."),
    ("en", "What are your opening hours?", "Monday to Friday 10 to 6. We are not open at weekends.", "Are you open on weekends?", "Yes."),
    ("en", "When is the gym closed?", "On Mondays.", "Is the gym open on Mondays?", "Yes."),
    ("de", "Wann habt ihr geschlossen?", "Montags.", "Habt ihr montags geöffnet?", "Ja, von 9 bis 17 Uhr."),
    ("de", "Wann habt ihr zu?", "Montags haben wir zu.", "Habt ihr montags offen?", "Ja."),
    ("de", "Öffnungszeiten", "Montag ist Ruhetag.", "Seid ihr am Montag geöffnet?", "Ja, von 9 bis 17 Uhr."),
    ("de", "Wann habt ihr geöffnet?", "Dienstag bis Sonntag von 10 bis 18 Uhr.", "Habt ihr montags auf?", "Ja."),
    ("de", "Wann habt ihr geöffnet?", "Di–So 10–18 Uhr", "Habt ihr montags offen?", "Ja."),
    ("de", "Was sind eure Öffnungszeiten?", "Täglich außer montags von 10 bis 18 Uhr.", "Ist der Laden montags geöffnet?", "Ja."),
    ("de", "Wann ist Ruhetag?", "Montag.", "Habt ihr montags offen?", "Ja."),
    ("de", "Ruhetag", "Montag", "Habt ihr montags offen?", "Ja."),
    ("de", "Wann habt ihr geöffnet?", "Montag bis Freitag, 9 bis 17 Uhr.", "Habt ihr mittwochs geschlossen?", "Ja."),
    ("de", "Habt ihr montags zu?", "Ja.", "Habt ihr montags geöffnet?", "Ja."),
    ("es", "¿Cuándo están cerrados?", "Los lunes.", "¿Están abiertos los lunes?", "Sí."),
    ("es", "¿Cuándo abren?", "De martes a domingo, de 10 a 18.", "¿Abren los lunes?", "Sí."),
    ("fr", "Quand êtes-vous fermés ?", "Le lundi.", "Êtes-vous ouverts le lundi ?", "Oui."),
    ("fr", "Quand êtes-vous ouverts ?", "Du mardi au dimanche, de 10h à 18h.", "Êtes-vous ouvert le lundi ?", "Oui."),
    ("es", "¿Cuándo abrís?", "La tienda abre de lunes a viernes de 9:00 a 18:00. Cierra los domingos.", "¿Abren los domingos?", "Sí."),
]  # fmt: skip
AGREE = [
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "<1>-<2> <3 <9> \u0661"),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "We are open 9 to 5 and on Saturdays 10 to 2."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "9 to 5 during the week and 10 to 2 on Saturdays."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "Monday to Friday. The café is closed on Mondays."),
    ("en", "Are you open on Mondays?", "Yes.", "What is open?", "The pool is closed on Mondays."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr offen?", "Wochentags von 9 bis 17 Uhr und samstags bis 12 Uhr."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr offen?", "Von 9 bis 17 Uhr und samstags bis 12 Uhr."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr offen?", "Montag bis Freitag. Das Café ist montags geschlossen."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "M-F 9-5, Sat 10-2"),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "Mo-Fr 9-5, Saturday 10-2"),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "Monday: 9-5\nTuesday: 9-5\nWednesday: closed"),
    ("en", "Are you open on Sundays?", "No.", "When are you open?", "Closed on Sundays. Otherwise open every day."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you closed?", "On the first Monday of the month."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you closed?", "Mondays from 12 to 1."),
    ("en", "Are you open on Saturdays?", "Yes, until noon.", "When are you open?", "Monday to Friday 8 to 5; by appointment on Saturdays."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr am Feiertag geschlossen?", "Ostermontag und Pfingstmontag."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "Monday to Friday, 9 to 5"),
    ("en", "Are you closed on Sundays?", "Yes.", "When are you closed?", "Sundays"),
    ("en", "Do you deliver on Mondays?", "Yes.", "When are you closed?", "Mondays"),
    ("en", "Is the gym open on Mondays?", "Yes.", "When are you closed?", "Mondays"),
    ("en", "Are you open on Sundays?", "No.", "When are you open?", "Monday to Friday, 9 to 5; Saturday 10 to 2"),
    ("en", "Are you open on Mondays?", "Yes.", "When do you close?", "Monday to Friday at 6."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "From 9 to 5. On Fridays we close at 3."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "From 9 to 5, on Fridays until 3."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "See our website. Late opening on Thursdays until 9."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you closed?", "On Easter Monday and at Christmas."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you closed?", "Monday mornings."),
    ("en", "Are you open on Mondays?", "Yes, in summer.", "When are you closed?", "Mondays."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you closed?", "Never: we are open every day."),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "Mo. - Fr. 9-17, Sat. 10-14"),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "9 a.m. to 5 p.m. Monday to Friday"),
    ("en", "Are you open on Mondays?", "Yes.", "When is lunch?", "Tuesday to Sunday, 12 to 2"),
    ("en", "Are you open on Mondays?", "Yes.", "When are you open?", "Weekdays 9 to 5, closed at weekends."),
    ("en", "Are you open on Saturdays and Sundays?", "No, only on Saturdays.", "When are you open?", "Monday to Saturday, 9 to 5."),
    ("en", "Is the pool open on Mondays?", "Yes.", "When is the sauna closed?", "On Mondays."),
    ("en", "When are you open?", "Monday, Tuesday 9-5. Closed Wednesday, Thursday and Friday.", "Are you open on Fridays?", "No."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr geöffnet?", "Mo.–Fr. 9–17 Uhr, Sa 10–14 Uhr"),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr geöffnet?", "Montag bis Freitag von 9 bis 18 Uhr und Samstag bis 14 Uhr. An Sonn- und Feiertagen ist geschlossen."),
    ("de", "Habt ihr sonntags geschlossen?", "Ja.", "Wann habt ihr zu?", "Sonntags."),
    ("de", "Liefert ihr montags?", "Ja.", "Wann habt ihr zu?", "Montags."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr zu?", "Montagvormittags und mittwochs ab 14 Uhr."),
    ("de", "Habt ihr samstags offen?", "Ja.", "Wann habt ihr offen?", "Werktags von 9 bis 18 Uhr."),
    ("de", "Habt ihr montags offen?", "Ja.", "Wann habt ihr offen?", "So lange wir Lust haben, meist dienstags bis sonntags."),
    ("de", "Habt ihr montags offen?", "Ja, von 9 bis 17 Uhr.", "Wann habt ihr geöffnet?", "Täglich, sonntags bis 14 Uhr."),
    ("es", "¿Abren los lunes?", "Sí.", "¿Cuándo abren?", "De lunes a viernes, de 10 a 18."),
    ("fr", "Êtes-vous ouverts le lundi ?", "Oui.", "Quand êtes-vous ouverts ?", "Du lundi au vendredi, de 10h à 18h."),
    ("en", "Are you open on Sundays?", "No.", "When are you closed?", "On weekends."),
    ("es", "¿Abren los domingos?", "No.", "¿Cuándo abrís?", "La tienda abre de lunes a viernes de 9:00 a 18:00. Cierra los domingos."),
]  # fmt: skip


def entries(language: str, one: str, said: str, other: str, also: str) -> tuple[Entry, Entry]:
    return (
        Entry(id="a", question=one, answer=said, language=language),
        Entry(id="b", question=other, answer=also, language=language),
    )


def shown(pairs: tuple[Pair, ...]) -> int:
    return sum(each.same and each.contradicts for each in pairs)


@pytest.mark.parametrize("case", AT_ODDS)
def test_days_at_odds_are_shown_from_both_sides(case: tuple[str, str, str, str, str]) -> None:
    first, second = entries(*case)

    assert 1 == shown(near_to(second, [first])) == shown(near_to(first, [second]))
    assert 1 == shown(contradictions([first, second], [second]))


@pytest.mark.parametrize("case", AGREE)
def test_days_that_agree_are_saved(case: tuple[str, str, str, str, str]) -> None:
    first, second = entries(*case)

    assert 0 == shown(near_to(second, [first])) == shown(near_to(first, [second]))
    assert () == contradictions([first, second])


@pytest.mark.parametrize(
    ("other", "also", "word"),
    [
        ("Are you open on Mondays?", "Yes.", "Mondays"),
        ("Are you open on weekends?", "Yes.", "weekends"),
        ("When are you closed?", "Thursday to Sunday.", "Thursday"),
    ],
)
def test_the_day_is_named_as_it_is_written(other: str, also: str, word: str) -> None:
    first, second = entries("en", "When are you open?", "Tuesday to Friday, 9 to 5.", other, also)

    assert [(word,)] == [each.differs for each in near_to(second, [first])]
