"""Start Front Desk: python run_bot.py. Try python run_bot.py --help for the other commands.

Runs on any Python 3 with nothing installed up to the last line, to say kindly what is missing.
"""

import os
import sys

NEEDED = (3, 11)

# Import name, where it differs from what pip calls it.
PACKAGES = (
    "aiohttp", "cattrs", "click", "discord", "dotenv", "holidays", "markdown_it", "markdownify",
    "numpy", "rapidfuzz", "slack_bolt", "slack_sdk", "snowballstemmer", "sqlite_utils", "yaml",
)  # fmt: skip


def trouble() -> str:
    """Say in words what keeps Front Desk from starting; "" when nothing does."""
    if sys.version_info < NEEDED:
        have = "{}.{}".format(*sys.version_info[:2])
        return (
            "Front Desk needs Python {}.{} or newer. You have {}.\n"
            "Install a newer one from python.org, then run the same command again."
        ).format(*(NEEDED + (have,)))
    missing = [name for name in PACKAGES if not installed(name)]
    if missing:
        return "One step is missing ({} not installed). Run:\n  {}".format(
            ", ".join(missing), install_line()
        )
    return ""


def installed(name: str) -> bool:
    """Tell whether a package can be imported, without importing it."""
    import importlib.util  # noqa: PLC0415 -- not there on every Python 3

    return importlib.util.find_spec(name) is not None


def install_line() -> str:
    """Give the command that installs what is missing, for the machine at hand."""
    inside = sys.prefix != getattr(sys, "base_prefix", sys.prefix)
    if inside:
        return '"{}" -m pip install .'.format(sys.executable)
    if os.name == "nt":
        return (
            r"py -m venv .venv && .venv\Scripts\pip install -q . && .venv\Scripts\python run_bot.py"
        )
    return (
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/python run_bot.py\n"
        "(On Debian and Ubuntu, if venv is missing: sudo apt install python3-venv)"
    )


if __name__ == "__main__":
    WORDS = trouble()
    if WORDS:
        sys.stderr.write(WORDS + "\n")
        sys.exit(2)
    # More threads for numpy's matrices wait for each other wherever a core is busy with other work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.cli.cli import main

    main()
