"""Who says what they liked is thanked; who asks, refuses, accepts or reports something beside it is heard."""

import pytest

from knowledge.text.reading import SmallTalk, read

LIKED = """
your groomer was so lovely, thank you!!
Thank you, Rex looks gorgeous! See you in March
Best groomer in town ❤️
Merci beaucoup, c'était super !
gracias, estuvo genial
Thank you, my hair looks great
Grazie, è stato bellissimo
Obrigada, foi maravilhoso
Danke, euer Team war so freundlich!
Your staff were amazing with my mother
we loved your class, thanks
you did a great job, thank you
the best pizza in the city, thank you
Best pizza in town!
""".strip().splitlines()

MORE = """
Thank you, can I come in March?
your groomer was not great
your groomer was lovely but I was charged twice
thanks, Monday is perfect
thanks, 3pm is great
your offer is great
the price is great
Thank you, Rex looks sad
thanks, the parcel looks damaged
what is the best shampoo in town
best time to visit
best club in town
mejor club de la ciudad
Rex looks gorgeous
thank you, nobody was lovely
your groomer was lovely, please book me again
thanks, it was the wrong size
la meilleure chambre est à quel prix
""".strip().splitlines()


@pytest.mark.parametrize("words", LIKED)
def test_who_liked_it_is_thanked(words: str) -> None:
    assert read(words).small_talk in {SmallTalk.THANKS, SmallTalk.BYE}
    assert not read(words).questions


@pytest.mark.parametrize("words", MORE)
def test_what_is_said_beside_it_is_heard(words: str) -> None:
    assert read(words).small_talk is not SmallTalk.THANKS
    assert read(words).questions
