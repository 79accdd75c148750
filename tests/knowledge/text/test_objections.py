"""What keeps people is told from what they ask and from what does not work."""

import pytest

from knowledge.text.objections import objects

OBJECTIONS = """
That's too expensive for me
it's a bit pricey tbh
Way overpriced!
I get the same lamp cheaper on Amazon
cheaper elsewhere
can't afford that
Why not?
why don't you ship to Brazil?
Why is there no annual plan
why can’t you take PayPal
Why should I pay for that
your competitors have that for free
not worth the money
Das ist mir zu teuer
ganz schön teuer
Bei Amazon günstiger
Warum nicht?
Warum gibt es keine Lieferung nach Österreich?
Wieso habt ihr kein PayPal?
das kann ich mir nicht leisten
es demasiado caro
¿por qué no tienen PayPal?
C'est trop cher
moins cher ailleurs
pourquoi pas ?
troppo caro
perché non avete PayPal?
muito caro
por que não aceitam Pix?
"""
OTHERS = """
How much is it?
What does express delivery cost?
Is there a cheaper plan?
Why can't I log in?
why is my parcel late
why does the lamp not work
Which is the most expensive one?
Do you have something less expensive?
Was kostet der Versand?
Warum geht meine Lampe nicht?
Warum kann ich mich nicht anmelden?
¿Cuánto cuesta?
¿por qué no funciona?
combien coûte la livraison
pourquoi ça ne marche pas
perché non funziona
por que não funciona
I would not have thought so
the slow cooker
"""


@pytest.mark.parametrize("text", OBJECTIONS.strip().splitlines())
def test_what_keeps_somebody_is_heard(text: str) -> None:
    assert objects(text)


@pytest.mark.parametrize("text", OTHERS.strip().splitlines())
def test_what_is_asked_or_broken_is_no_objection(text: str) -> None:
    assert not objects(text)


def test_it_is_read_in_the_time_of_its_words() -> None:
    assert not objects("why is it so " * 20_000)
