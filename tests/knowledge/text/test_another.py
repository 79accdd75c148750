"""Who says that they ask something new is taken at their word, in six languages."""

import pytest

from knowledge.text.another import asked_anew


@pytest.mark.parametrize(
    "text",
    [
        "new question: do you sell canoes?",
        "New question - do you sell canoes?",
        "different question: do you sell canoes?",
        "another question. do you sell canoes?",
        "ok thanks, i have another question: do you sell canoes?",
        "Neue Frage: do you sell canoes?",
        "andere Frage:\ndo you sell canoes?",
        "Ich habe noch eine Frage: do you sell canoes?",
        "otra pregunta: do you sell canoes?",
        "tengo una nueva duda: do you sell canoes?",
        "une autre question : do you sell canoes?",
        "J’ai une autre question: do you sell canoes?",
        "nuova domanda: do you sell canoes?",
        "un'altra domanda: do you sell canoes?",
        "Outra pergunta: do you sell canoes?",
        "nova dúvida: do you sell canoes?",
    ],
)
def test_what_stands_behind_the_announcement_is_what_is_asked(text: str) -> None:
    assert asked_anew(text) == "do you sell canoes?"


@pytest.mark.parametrize(
    "text",
    [
        "new question",
        "new question:",
        "another question about the tent: is it green?",
        "the new question: bank",
        "i did not see a new question. where is it",
    ],
)
def test_nothing_else_announces_a_question(text: str) -> None:
    assert asked_anew(text) == ""
