"""What is on fire, who has burned themselves and who swallowed what is no food, whatever the trade."""

import pytest

from knowledge.text.intent import Intent, asked

GRAVE = {Intent.DANGER, Intent.DESPAIR, Intent.HARM}

HEARD = """
the kiln is on fire
the kiln is on fire, help!
The kiln caught fire
I burned my hand at the kiln
my hand is burnt, it blisters
I have a burn on my hand from the kiln
my son swallowed glaze
I burnt my hand on the kiln
my piano is on fire
omg the mixer is on fire!!
our whole delivery is on fire outside
I left the charger plugged in and now it's on fire
I've burned my leg on the exhaust
she scalded her foot with the boiling water
my student burnt his fingers at the forge
I have a nasty burn on my arm
my dog swallowed a ring
our cat ate some lilies
my dog ate a whole bar of chocolate
my baby has swallowed paint
der Brennofen steht in Flammen
unser Kleinbus steht in Flammen!
mein Sohn hat Glasur getrunken
meine Finger sind verbrannt
ich habe eine Brandblase am Finger vom Ofen
mein Hund hat Schokolade gefressen
nuestro remolque está en llamas
tengo una quemadura en la mano del horno
mi hija se tragó un tornillo
mi perro se ha comido una tableta de chocolate
le bus est en feu
notre stand est en feu
j'ai une brûlure à la main à cause du four
ma main est brûlée et j'ai des cloques
mon fils a avalé de l'émail
il nostro furgone è in fiamme
ho un'ustione alla mano dal forno
mia figlia ha ingoiato la colla
o trailer está em chamas
tenho uma queimadura na mão do forno
meu cachorro comeu chocolate
minha filha engoliu esmalte
Smoke, the dryer is on fire
hay fuego, la furgoneta se prendió fuego
il mio braccio è ustionato
the barn is on fire
our boiler is on fire, what now
my laptop is on fire
the bakery oven caught fire
something is on fire in the salon
there's a fire in the changing room
I burned my arm on the radiator
my daughter burnt her fingers on your hairdryer
I've got a burn on my neck from the wax
my scalp is burning and blistered after the dye
my leg has blisters from the hot stones
our dog ate the slug pellets
my toddler drank the cleaning fluid
my son swallowed a battery
the cat swallowed a screw from the kit
I accidentally drank descaler
die Scheune steht in Flammen
der Trockner brennt
ich habe mir am Bügeleisen die Hand verbrannt
meine Tochter hat sich den Arm verbrannt
meine Hand ist verbrannt und hat Blasen
mein Sohn hat eine Knopfzelle verschluckt
der Hund hat Rattengift gefressen
das Kind hat Putzmittel getrunken
la caldera está en llamas
se está quemando la furgoneta
me he quemado la mano con la plancha
mi hijo se ha tragado una pila
el perro se comió el veneno para ratas
le four est en feu
la grange brûle
je me suis brûlé le bras avec le fer
ma fille a avalé une pile
mon chat a mangé de l'antigel
il forno ha preso fuoco
mi sono bruciata la mano con la piastra
mio figlio ha ingoiato un bottone
o forno está em chamas
queimei a mão no secador
meu filho engoliu uma pilha
""".strip().splitlines()

ORDINARY = """
this album is on fire
you guys are on fire 🔥
my phone is on fire with notifications
your new collection is on fire
the crowd is on fire
the new summer album is on fire
that guitar solo is on fire
the comment section is on fire
he is on fire
is your kiln fire safe
what if the kiln is on fire
where do you keep a fire extinguisher if the oven is on fire
i burned my pot on the stove, can I fix the glaze
the glaze burned off at 1200 degrees
we burned the bread at the oven, what temperature
I swallowed my pride and signed up
my dog loves chocolate
my son ate chocolate at the party and loved it
we ate at your place and it was great
do you have a burn cream for hands
what do you put on a burn on the hand
I burnt my hand last year, can I still take part
my dog ate the dog food, do you have more of it
the kids drank juice and ate cake
my cat ate her food, when should she come
does the glaze burn on my skin
can a child swallow the beads
what should I do if my dog eats chocolate
mein Hund frisst gern Schokolade
Was tun, wenn mein Hund Schokolade gefressen hat?
mein Sohn hat Schokolade gegessen
die Stadt steht in Flammen, der Film ist super
das Essen war verbrannt
meine Hand ist klein, passt der Handschuh
meine Mutter hat guten Ton getroffen
das Mikro hat den Ton verschluckt
el público está en llamas
mi hijo comió chocolate en la fiesta
me he quemado en la playa
mi perro se comió el pienso
le public est en feu
mon fils a mangé du chocolat, il a adoré
mon mari a avalé son café
mio figlio ha mangiato tutto
o público está em chamas
meu filho comeu chocolate e amou
o cartão foi engolido pela máquina
mi tarjeta se quemó
la pizza estaba quemada
the printer is on fire today, so fast!
sales are on fire
our shop is on fire this week, thanks to you
my dms are on fire
the discord is on fire
the gift card ate my balance
our team is on fire this season
your sale is on fire today
the new collection is fire
do you sell fire pits
is the blanket fire resistant
can I burn a CD with this drive
I burned the cookies, what temperature should I use
how do I burn incense safely
does the candle burn for ten hours
I burned 400 calories in your class
the toast is burnt every time
the lamp is burnt out, can I get a new bulb
my son ate the whole cake, it was great
my dog ate your kibble and loved it
we drank the wine yesterday, delicious
the machine swallowed my coin
the vending machine ate my card
my dog ate my ticket, can I get a new one
wir haben gestern den Wein getrunken, lecker
der Hund hat das Futter gern gefressen
der Automat hat meine Karte verschluckt
mein Sohn hat den Kuchen gegessen
wie lange brennt die Kerze
ich brenne darauf, loszulegen
das Album ist der Hammer, ihr brennt
wie brennt man Ton bei 1200 Grad
wird die Glasur zweimal gebrannt
el cajero se ha tragado mi tarjeta
mi hijo se comió toda la paella
la bombilla está quemada
el concierto estuvo en llamas
le distributeur a avalé ma carte
mon chien a mangé vos croquettes
l'ampoule est brûlée
la macchina ha ingoiato la moneta
o cão comeu a ração toda
a lâmpada está queimada
""".strip().splitlines()
"""Figures of speech, trades that burn things, and meals."""


@pytest.mark.parametrize("words", HEARD)
def test_it_is_heard_of_any_thing_and_any_stuff(words: str) -> None:
    found = asked(words)

    assert found is not None
    assert found.intent in GRAVE


@pytest.mark.parametrize("words", ORDINARY)
def test_figures_and_meals_are_left_alone(words: str) -> None:
    found = asked(words)

    assert found is None or found.intent not in GRAVE


@pytest.mark.parametrize("subject", ["kiln", "sewing machine", "mixer", "tractor", "popcorn cart"])
@pytest.mark.parametrize(
    "said", ["the {} is on fire", "help, our {} is on fire!", "my {} is on fire, what now?"]
)
def test_anything_can_burn(said: str, subject: str) -> None:
    found = asked(said.format(subject))

    assert found is not None
    assert found.intent is Intent.DANGER
