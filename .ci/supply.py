"""Looks at what is pinned: known weaknesses, and a bill of materials. Says what could not be looked at.

Fails only when a weakness is known: without the advisory data the build goes on, and says so.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
LOCK = "requirements.lock"


def main() -> int:
    """Audit, then count the bill of materials."""
    with tempfile.TemporaryDirectory() as folder:
        bad = audit(Path(folder) / "audit.json")
        bill_of_materials(Path(folder) / "sbom.json")
    return 1 if bad else 0


def audit(report: Path) -> bool:
    """Ask for advisories; True when there is one."""
    asked = run(
        *("pip-audit", "-r", LOCK, "--require-hashes", "--disable-pip", "--timeout", "10"),
        *("--progress-spinner", "off", "-f", "json", "-o", str(report)),
    )
    if not report.exists():
        say(f"audit skipped, the advisory data can't be reached: {last_line(asked.stderr)}")
        return False
    found = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    # pip-audit calls it clean when it knows nothing of a package, so these are counted here.
    unknown = [each for each in found if "skip_reason" in each]
    weak = [each for each in found if each.get("vulns")]
    for each in weak:
        ids = ", ".join(vuln["id"] for vuln in each["vulns"])
        say(f"known weakness: {each['name']} {each['version']}: {ids}")
    if unknown:
        say(f"audit skipped for {len(unknown)} of {len(found)}: {unknown[0]['skip_reason']}, …")
    say(f"audited {len(found) - len(unknown)} of {len(found)} packages, {len(weak)} weak")
    return bool(weak)


def bill_of_materials(target: Path) -> None:
    """Make it as SECURITY.md says, checked against CycloneDX's own schema."""
    made = run(
        *("cyclonedx-py", "requirements", LOCK, "--pyproject", "pyproject.toml", "-i", ""),
        *("--short-PURLs", "--output-reproducible", "--validate", "-o", str(target)),
    )
    made.check_returncode()
    parts = json.loads(target.read_text(encoding="utf-8"))["components"]
    say(f"bill of materials: {len(parts)} components, valid")


def run(tool: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a tool of this environment."""
    command = [str(BIN / tool), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def last_line(text: str) -> str:
    """What a traceback ends with."""
    return (text.strip().splitlines() or ["no words"])[-1][:200]


def say(line: str) -> None:
    """Into the log."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
