"""What a message is read as."""

import pytest

from knowledge.text.cleaning import cleaned
from knowledge.text.normalise import LONGEST, surface
from knowledge.text.reading import SmallTalk, read
from knowledge.text.sheet import HEAD, TAIL
from tests.benchmarks.matching_mess import TRACES

MORE_TRACES = (
    "System.NullReferenceException: Object reference not set to an instance.\n"
    "   at Shop.Login.Run() in C:\\src\\Login.cs:line 12\n   at Shop.Program.Main(String[] args)",
    "thread 'main' panicked at src/main.rs:4:5:\nindex out of bounds: the len is 3 but the index is 9\n"
    "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    "app.rb:5:in `divide': divided by 0 (ZeroDivisionError)\n\tfrom app.rb:9:in `<main>'",
    "PHP Fatal error:  Uncaught TypeError: strlen() expects a string in /var/www/a.php:12\n"
    "Stack trace:\n#0 /var/www/a.php(20): run()\n#1 {main}\n  thrown in /var/www/a.php on line 12",
    "npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", SmallTalk.GREETING),
        ("Hello there! 👋", SmallTalk.GREETING),
        ("Guten Morgen zusammen", SmallTalk.GREETING),
        ("¡Hola!", SmallTalk.GREETING),
        ("Bonjour à tous", SmallTalk.GREETING),
        ("こんにちは", SmallTalk.GREETING),
        ("你好", SmallTalk.GREETING),
        ("Merhaba", SmallTalk.GREETING),
        ("Здравствуйте!", SmallTalk.GREETING),
        ("thanks a lot", SmallTalk.THANKS),
        ("Vielen Dank!", SmallTalk.THANKS),
        ("Merci beaucoup", SmallTalk.THANKS),
        ("muchas gracias", SmallTalk.THANKS),
        ("ありがとうございます", SmallTalk.THANKS),
        ("谢谢", SmallTalk.THANKS),
        ("auf Wiedersehen", SmallTalk.BYE),
        ("hasta luego", SmallTalk.BYE),
        ("再见", SmallTalk.BYE),
        ("you are stupid", SmallTalk.INSULT),
        ("You are a useless stupid bot!", SmallTalk.INSULT),
        ("du bist dumm", SmallTalk.INSULT),
        ("tu es nul", SmallTalk.INSULT),
        ("are you a bot?", SmallTalk.BOT),
        ("Bist du ein Mensch?", SmallTalk.BOT),
        ("你是机器人吗", SmallTalk.BOT),
        ("help", SmallTalk.HELP),
        ("necesito ayuda", SmallTalk.HELP),
        ("a human please", SmallTalk.PERSON),
        ("yes", SmallTalk.YES),
        ("nein danke", SmallTalk.NO),
        ("yes, thank you", SmallTalk.YES),
        ("okay, thanks", SmallTalk.THANKS),
        ("alles klar", SmallTalk.OKAY),
        ("d'accord", SmallTalk.OKAY),
        ("ok thanks, I'll try that", SmallTalk.TRYING),
        ("ich probiere es", SmallTalk.TRYING),
        ("actually, forget it", SmallTalk.NEVER_MIND),
        ("nvm, thanks", SmallTalk.NEVER_MIND),
        ("vergiss es", SmallTalk.NEVER_MIND),
        ("that worked, thank you!", SmallTalk.SOLVED),
        ("it's working now", SmallTalk.SOLVED),
        ("Hat geklappt, danke", SmallTalk.SOLVED),
        ("ya funciona, gracias", SmallTalk.SOLVED),
        ("解决了", SmallTalk.SOLVED),
        ("", SmallTalk.EMPTY),
        ("😀😀 ?", SmallTalk.EMPTY),
        ("\ud800\x00", SmallTalk.EMPTY),
    ],
)
def test_small_talk_is_told_from_questions(text: str, kind: SmallTalk) -> None:
    reading = read(text)

    assert kind == reading.small_talk
    assert () == reading.questions


@pytest.mark.parametrize(
    "text",
    [
        "it doesn't work",
        "sorry, that didn't help",
        "no, that's not what I asked",
        "it's still not workng",
        "wtf, still broken!!",
        "das hat leider nicht geholfen",
        "es funktioniert immer noch nicht, danke",
        "no funciona",
        "ça ne marche pas",
        "non funziona",
        "não funcionou",
        "не работает",
        "没有解决",
    ],
)
def test_what_says_that_it_is_not_solved_may_be_a_question_too(text: str) -> None:
    reading = read(text)

    assert reading.not_solved
    assert reading.small_talk is None
    assert reading.questions


@pytest.mark.parametrize(
    "text",
    [
        "it works?",
        "no, works now",
        "my camera doesn't work",
        "it doesn't work on my phone",
        "does it work with Slack",
        "the fixed price",
        "how do I mark it solved",
        "is it working now?",
    ],
)
def test_what_says_more_is_neither_solved_nor_not(text: str) -> None:
    reading = read(text)

    assert not reading.not_solved
    assert reading.small_talk is None


@pytest.mark.parametrize(
    "text",
    [
        "hi, where is my order",
        "thanks but it still does not work",
        "help me change my address",
        "is the human resources page down",
        "bye bye deal: until when",
    ],
)
def test_a_question_beside_small_talk_is_a_question(text: str) -> None:
    assert read(text).small_talk is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Hi everyone, how do I reset my password? Thanks!", "how do I reset my password?"),
        ("hey team\n\nquick question: where are invoices?\n\ncheers", "where are invoices?"),
        ("2 questions: where are invoices?", "where are invoices?"),
        ("Hey guys, hope you are all well. Where is it sent? Any help is appreciated, thanks!", "Where is it sent?"),
        ("Hallo zusammen, wie setze ich mein Passwort zurück? Vielen Dank im Voraus!", "wie setze ich mein Passwort zurück?"),
        ("¡Hola a todos! ¿Cómo cambio mi contraseña? Muchas gracias", "¿Cómo cambio mi contraseña?"),
        ("Bonjour, comment changer mon adresse ? Merci d'avance", "comment changer mon adresse ?"),
        ("Olá pessoal, como cancelo meu pedido? Obrigado!", "como cancelo meu pedido?"),
        ("Ciao a tutti, dove trovo la fattura? Grazie mille", "dove trovo la fattura?"),
        ("Merhaba, siparişim nerede? Teşekkürler", "siparişim nerede?"),
        ("Здравствуйте! Где мой заказ? Спасибо", "Где мой заказ?"),
        ("大家好，怎么修改密码？谢谢！", "怎么修改密码？"),
        ("안녕하세요, 비밀번호를 어떻게 바꾸나요? 감사합니다", "비밀번호를 어떻게 바꾸나요?"),
    ],
)  # fmt: skip
def test_greetings_and_thanks_around_a_question_are_cut(text: str, question: str) -> None:
    assert (question,) == read(text).questions


@pytest.mark.parametrize(
    "text",
    [
        "stupid bot, where is my parcel",
        "WTF - where is my parcel",
        "Are you stupid? where is my parcel",
        "where is my parcel, you useless bot",
        "stupid bot where is my parcel",
        "where is my parcel you idiots",
        "wtf where is my parcel",
        "Du bist dumm! where is my parcel",
    ],
)
def test_an_insult_beside_a_question_is_not_searched(text: str) -> None:
    assert ("where is my parcel",) == read(text).questions


def test_a_question_about_a_stupid_bot_is_searched_whole() -> None:
    assert ("How do I report a stupid bot?",) == read("How do I report a stupid bot?").questions


@pytest.mark.parametrize(
    "text",
    [
        "how do I say thank you in Slack",
        "where can I turn off the good night mode",
        "12:30:00 is my slot, can I move it?",
        "# How do I reset my password?",
        "Later payments: how?",
        "I paid 3. 50 was charged twice",
        "7021645199",
        "75*72",
    ],
)
def test_what_only_looks_like_mess_is_left_as_it_was_written(text: str) -> None:
    assert (text,) == read(text).questions


def test_a_numbered_list_is_read_as_its_questions() -> None:
    found = read("1) How do I cancel? 2) Where is my invoice? 3) Can I pay by card?").questions

    assert ("How do I cancel?", "Where is my invoice?", "Can I pay by card?") == found


def test_two_questions_are_read_as_two() -> None:
    found = read("How do I cancel my order? And where can I download the invoice?").questions

    assert ("How do I cancel my order?", "And where can I download the invoice?") == found


def test_of_many_questions_the_last_holds_what_is_beyond_five() -> None:
    text = " ".join(f"How do I configure part number {n}?" for n in range(9))

    questions = read(text).questions
    assert 5 == len(questions)
    assert text == " ".join(questions)


def test_a_question_that_points_back_stays_with_what_it_points_to() -> None:
    text = "I lost my card. Can I freeze it? How long does it take to get a new one?"

    assert 1 == len(read(text).questions)


@pytest.mark.parametrize("lead", ["", "This is what I get:\n", "Fehlermeldung:\n\n"])
@pytest.mark.parametrize("trace", [*TRACES, *MORE_TRACES])
def test_a_stack_trace_below_the_question_is_left_out(trace: str, lead: str) -> None:
    text = f"the app crashes when I log in\n\n{lead}{trace}\n"

    assert ("the app crashes when I log in",) == read(text).questions


def test_what_is_asked_below_a_stack_trace_is_read() -> None:
    found = read(f"{TRACES[0]}\nHow do I get rid of this key error?").questions

    assert ("How do I get rid of this key error?",) == found


def test_a_pasted_log_alone_is_searched_by_its_telling_line() -> None:
    text = "```\n2026-01-02 10:00:01 INFO start\n2026-01-02 10:00:02 ERROR connection refused\n```"

    assert "connection refused" in read(text).questions[0]


def test_quotes_signatures_mentions_and_links_are_ignored() -> None:
    text = (
        "> did you restart?\n<@U12AB> yes, where are the logs? https://a.b/c :smile:\n"
        "-- \nJo Doe\nAcme"
    )

    assert ("yes, where are the logs?",) == read(text).questions


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie kann ich mein Passwort zurücksetzen?", "de"),
        ("How do I reset my password?", "en"),
        ("¿Cómo puedo cambiar mi contraseña?", "es"),
        ("Comment puis-je changer mon adresse ?", "fr"),
        ("パスワードを忘れました", "ja"),
        ("怎么修改密码", "zh"),
        ("как сбросить пароль", "ru"),
        ("xyzzy", ""),
    ],
)
def test_the_language_is_told_where_it_shows(text: str, language: str) -> None:
    assert language == read(text).spoken.language


@pytest.mark.parametrize(
    "text",
    [
        "a" * 40_000,
        "how do i ... " * 3000,
        "e" + "\u0301" * 5000,
        "\u202e" * 3000 + "evil",
        "> " * 20_000,
        "```" * 13_000,
        "?!.," * 10_000,
        "\n" * 40_000,
        "hi: " * 10_000,
        "<#C1|x>" * 5_700,
        "how" + " " * 40_000 + "do i",
    ],
    ids=[
        "letters",
        "dots",
        "marks",
        "overrides",
        "quotes",
        "fences",
        "signs",
        "lines",
        "greetings",
        "tokens",
        "blanks",
    ],
)
def test_no_message_is_too_odd_to_read(text: str) -> None:
    assert len(read(text).questions) <= 5


def test_a_long_message_is_cut_before_work_begins() -> None:
    sheet, _ = cleaned("where is my order? " * 2100)

    assert len(sheet) <= HEAD + TAIL + 1


def test_signs_that_fold_into_many_make_no_text_longer_than_is_looked_at() -> None:
    """One Arabic ligature stands for eighteen letters."""
    assert LONGEST >= sum(map(len, surface("\ufdfa" * 40_000)))


def test_a_long_row_of_dots_and_words_is_read_in_no_time() -> None:
    """Once each further dot doubled the time, and one message kept a desk busy for ever."""
    text = "eyJh." * 400

    sheet, pasted = cleaned(text)

    assert (text, []) == (sheet.asked(), pasted)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "Just to say I've paid the deposit. Also do you clip nails?",
            ("Just to say I've paid the deposit", "do you clip nails?"),
        ),
        ("I paid, also do you clip nails?", ("I paid", "do you clip nails?")),
        ("Where are you, also do you clip nails?", ("Where are you?", "do you clip nails?")),
    ],
)
def test_no_question_mark_is_put_behind_what_states_something(
    message: str, questions: tuple[str, ...]
) -> None:
    assert questions == read(message).questions
