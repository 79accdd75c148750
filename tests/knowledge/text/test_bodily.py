"""Who was hurt is heard in words of any order, and what only names a body is left alone."""

import pytest

from knowledge.text.intent import Intent, asked

HURT = """
the strap snapped and hit me right in the eye
slipped on your stairs this morning, can't put weight on my ankle
after the face mask my skin came up in blisters
ever since the massage I can't turn my neck
the treadmill sped up by itself and threw me onto the floor
my horse went lame right after your farrier came
I got a nasty zap off the lamp
mein Hund hat sich verbrannt
von der Creme ist mein Auge zugeschwollen
Das Waschmittel hat meinem Baby Quaddeln gemacht
Seit dem Kurs bei euch kann ich mein Knie nicht mehr beugen
Euer Trainer hat mir die Schulter ausgekugelt
ma fille a fait une réaction allergique après votre gâteau
votre moniteur m'a laissé tomber et j'ai l'épaule démise
mon lapin a des plaies depuis le toilettage
se me hinchó la cara después de usar la crema
me ha dado calambre la plancha
tras el masaje no puedo mover el brazo
a mi gata le salieron llagas con el collar que me vendisteis
mi si è gonfiato l'occhio con la vostra crema
mi è caduto il ripiano sul piede
dopo il vostro trattamento ho il viso pieno di piaghe
minha pele queimou com o produto de vocês
a lâmina soltou-se e abriu-me a palma da mão
desde o treino não consigo mexer o ombro
"""
HARMLESS = """
my skin is on fire after that workout
I burned my tongue on the soup
where is the cafe in the hospital?
my legs are killing me after leg day
my arm chair has a broken leg
my back pocket ripped
your colours hurt my eyes lol
we got burned by the last supplier
the ring does not fit my finger
since your class my back feels great
I'm bleeding money with this plan
der Fuß der Lampe ist gebrochen
die Suppe war so heiß, hab mir die Zunge verbrannt
eure Creme macht meine Haut so weich
Der Kuchen ist mir verbrannt
mon sac à dos est déchiré
je me suis brûlé la langue avec le café
depuis votre cours mon dos va mieux
la pata de la silla está rota
me quemé la lengua con la sopa
desde vuestro masaje tengo la espalda mejor
mi sono bruciato la lingua con la zuppa
mi fanno male le gambe dopo la corsa
queimei a língua na sopa
depois da massagem as minhas costas estão melhor
"""
GRAVE = {Intent.HARM, Intent.DANGER}


@pytest.mark.parametrize("text", HURT.strip().splitlines())
def test_whoever_was_hurt_is_heard(text: str) -> None:
    found = asked(text)

    assert found is not None
    assert found.intent in GRAVE


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_a_body_that_is_named_is_not_hurt(text: str) -> None:
    found = asked(text)

    assert found is None or found.intent not in GRAVE
