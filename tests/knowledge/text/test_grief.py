"""Who tells of a loss or a grave illness is heard, and what only sounds like one is not."""

import pytest

from knowledge.text.intent import Intent, asked

LOSSES = """
my dad died yesterday
my mum passed away last week and I can't think straight
we lost our grandmother on Sunday
my dog died
I was just diagnosed with cancer
I lost my job yesterday
got laid off today
my husband died, how do I cancel his account?
my wife has dementia and I am exhausted
I don't know how to go on
mein Vater ist gestern gestorben
Meine Oma ist letzte Woche verstorben
ich habe Krebs
ich wurde heute entlassen
ich weiß nicht mehr weiter
mon père est mort hier
j'ai perdu ma mère la semaine dernière
on vient de me diagnostiquer un cancer
j'ai été licenciée
mi padre murió ayer
ha fallecido mi abuela
tengo cáncer
me han despedido
mio padre è morto ieri
ho perso il lavoro
è mancata mia nonna
meu pai morreu ontem
perdi meu emprego
minha avó faleceu
tenho câncer
my dad died yesterday, please cancel your subscription
"""
NONE = """
my phone died
my battery is dead
how do I tell you if a member died?
my son passed his exam
we lost our keys in your gym
I lost my dad's invoice
my friend fired up your app
is there a discount for cancer patients?
I am dying to try it
my boss left me a voucher
mein Handy ist tot
meine Bestellung ist verloren
j'ai perdu ma carte
perdí mi pedido
ho perso il mio pacco
perdi minha senha
was passiert, wenn mein Vater gestorben ist?
I lost my password
"""


@pytest.mark.parametrize("text", LOSSES.strip().splitlines())
def test_a_loss_is_heard(text: str) -> None:
    found = asked(text)

    assert found is not None
    assert found.intent is Intent.GRIEF


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_what_only_sounds_like_a_loss_is_none(text: str) -> None:
    found = asked(text)

    assert found is None or found.intent is not Intent.GRIEF
