"""What is pinned is what the program asks for, and nothing of it comes unchecked."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([a-z0-9.\-]+)==(\S+)", LOCK, re.MULTILINE))


def _asked() -> list[Requirement]:
    """What a Linux machine installs of pyproject.toml's dependencies."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    server = project["optional-dependencies"]["postgres"]
    found = map(Requirement, (*project["dependencies"], *server))
    linux = {"sys_platform": "linux", "platform_system": "Linux"}
    return [each for each in found if each.marker is None or each.marker.evaluate(linux)]


def test_each_dependency_is_pinned_at_a_version_that_fits() -> None:
    for each in _asked():
        name = re.sub(r"[-_.]+", "-", each.name).lower()
        pinned = {re.sub(r"[-_.]+", "-", key): version for key, version in PINNED.items()}

        assert name in pinned
        assert each.specifier.contains(pinned[name])


def test_each_pinned_package_has_a_hash() -> None:
    blocks = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)
    without = [b.split()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b]

    assert [] == without


def test_the_lock_names_no_index() -> None:
    assert not re.search(r"https?://|--index-url|--find-links|file:", LOCK)
