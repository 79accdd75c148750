"""Keys and tokens: what programs are let in with.

Each is known by how its issuer writes it, or by the word before it.
"""

import re

from knowledge.text.kind import IGNORE, Kind


def _random(found: re.Match[str]) -> bool:
    """Whether a value looks random: digits and letters together."""
    return any(map(str.isdigit, found[2])) and any(map(str.isalpha, found[2]))


_START = r"(?<![\w-])"
ISSUED = (
    Kind(
        "private key",
        ("private key",),
        re.compile(
            r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?"
            r"(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\Z)",
            re.DOTALL,
        ),
    ),
    Kind(
        "Slack token",
        ("xox", "xapp-"),
        re.compile(_START + r"(?:xox[a-z](?:[.]xox[a-z])?-|xapp-|xoxe[.-])[\w-]{8,2000}"),
    ),
    Kind(
        "webhook",
        ("/services/", "/workflows/", "/triggers/", "webhooks/"),
        re.compile(
            r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]{10,200}|"
            r"https://(?:\w{1,10}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/"
            r"\d{5,25}/[\w-]{20,120}"
        ),
    ),
    Kind(
        "web token",
        ("eyj",),
        re.compile(_START + r"eyJ[\w-]{5,8000}\.eyJ[\w-]{5,8000}\.[\w-]{5,4000}"),
    ),
    Kind(
        "Discord token",
        (".",),
        re.compile(
            r"(?<![\w.-])(?:mfa\.[\w-]{60,100}|[MNO][\w-]{22,30}\.[\w-]{6}\.[\w-]{27,45})(?![\w-])"
        ),
    ),
    Kind(
        "GitHub token",
        ("gh", "github_pat_"),
        re.compile(_START + r"(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255})"),
    ),
    Kind("GitLab token", ("glpat-",), re.compile(_START + r"glpat-[\w-]{18,300}")),
    Kind(
        "AWS key",
        ("akia", "asia", "abia", "acca"),
        re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b"),
    ),
    Kind(
        "Stripe key",
        ("k_live_", "k_test_", "whsec_"),
        re.compile(
            _START + r"(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{16,100})"
        ),
    ),
    Kind(
        "Google key",
        ("aiza", "gocspx-", "ya29."),
        re.compile(_START + r"(?:AIza[\w-]{35}(?![\w-])|GOCSPX-[\w-]{20,60}|ya29\.[\w-]{20,2000})"),
    ),
    Kind(
        "API key",
        ("sk-", "npm_", "sg.", "pypi-"),
        re.compile(
            _START + r"(?:sk-(?:ant-|proj-)?(?=[\w-]{0,40}\d)[\w-]{20,250}|npm_[A-Za-z0-9]{30,60}|"
            r"SG\.[\w-]{16,30}\.[\w-]{30,60}|pypi-[\w-]{50,250})"
        ),
    ),
)
"""What its issuer marks as such."""

NAMED = (
    Kind(
        "key",
        ("key", "secret", "token", "schlüssel", "credential"),
        re.compile(
            r"((?:key|secret|token|schlüssel|credential)\w{0,10}[\"']?\s{0,3}(?:[:=]|is\s|ist\s)"
            r"\s{0,3}[\"'`]?)([A-Za-z0-9+/_=-]{20,4000})",
            IGNORE,
        ),
        _random,
        2,
    ),
    Kind(
        "key",
        ("bearer",),
        re.compile(r"(\bbearer\s{1,3})([\w.~+/=-]{20,4000})", IGNORE),
        _random,
        2,
    ),
)
"""What is called a key by whoever wrote it."""
