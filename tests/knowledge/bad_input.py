"""What people paste, by name; tests ask it and tests/benchmarks measures it."""

BAD_INPUT = {
    "empty": "",
    "blanks": "   \n\t ",
    "one letter": "a",
    "one sign": "?",
    "only emoji": "😀😀😀",
    "40,000 letters": "x" * 40_000,
    "40,000 different words": " ".join(f"word{n}" for n in range(4_500))[:40_000],
    "a lone surrogate": "reset \ud800 my \udfff password",
    "only surrogates": "\ud800\udfff" * 200,
    "NULs": "reset\x00my\x00password" + "\x00" * 2_000,
    "5,000 combining marks": "e" + "\u0301" * 5_000,
    "marks on every letter": "re\u0301\u0302\u0303set " * 1_000,
    "right-to-left overrides": "\u202egnp.exe \u202drefund\u202c " * 500,
    "one question 3,000 times": "how do I reset my password " * 3_000,
    "two letters 20,000 times": "ab" * 20_000,
    "5,000 digits": "0" * 5_000,
    "3,000 times one Chinese character": "的" * 3_000,
    "signs that fold into eighteen": "\ufdfa" * 2_000,
}
