"""Looks at the container and the service as far as this machine allows, and says what was not looked at.

No container is built here: the Dockerfile's own steps are done in a folder instead, and what they
lead to is started as another user, on a root that can't be written to.
"""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
UNIT = ROOT / "deploy/frontdesk.service"
MOST_EXPOSED = 2.0
"""Of what `systemd-analyze security` counts from 0 (shut) to 10 (open)."""
OURS = ("/opt/frontdesk", "/build", "/data")
"""Paths of the container that stand in a folder here."""
USER = 10001
FEWEST = 2
"""Copies that are several."""

Step = tuple[str, str]


def main() -> int:
    """Look at each; 1 if anything is not as it should be."""
    wrong = [*compose(), *dockerfile(), *service(), *rules()]
    with tempfile.TemporaryDirectory() as folder:
        wrong += replayed(Path(folder))
    for each in wrong:
        say(f"WRONG: {each}")
    return 1 if wrong else 0


def compose() -> Iterator[str]:
    """What compose.yaml promises of each container."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    for name, each in services.items():
        if not each.get("read_only") or each.get("cap_drop") != ["ALL"]:
            yield f"compose: {name} may write to its root, or has capabilities"
        if "no-new-privileges:true" not in each.get("security_opt", []):
            yield f"compose: {name} may gain privileges"
        if each.get("ports"):
            yield f"compose: {name} opens a port"
        for source in (v.split(":")[0] for v in each["volumes"] if v.startswith("./deploy")):
            if not (ROOT / source).exists() and not source.endswith("rclone.conf"):
                yield f"compose: {name} mounts {source}, which is not there"
    if [name for name, each in services.items() if "profiles" not in each] != ["frontdesk"]:
        yield "compose: more than Front Desk starts by itself"
    if services["frontdesk"]["volumes"] != ["data:/data"]:
        yield "compose: Front Desk has not just one volume"
    several = services["several"]
    database = urlsplit(several["environment"]["DESK_DATABASE"])
    if database.hostname not in several["depends_on"] or several["deploy"]["replicas"] < FEWEST:
        yield "compose: several copies are not several, or don't wait for their server"
    if run("docker", "compose", "version").returncode:
        say("not looked at: compose.yaml by `docker compose config`, which is not here")
    elif (done := run("docker", "compose", "config", "-q")).returncode:
        yield f"compose: {done.stderr}"


def dockerfile() -> Iterator[str]:
    """What the Dockerfile promises."""
    steps = list(parsed())
    final = steps[max(n for n, (word, _) in enumerate(steps) if word == "FROM") :]
    if (f"{USER}:{USER}" not in [rest for word, rest in final if word == "USER"]) or any(
        word == "ADD" for word, _ in steps
    ):
        yield "Dockerfile: it runs as root, or adds what is not in the folder"
    if not {"VOLUME", "HEALTHCHECK", "STOPSIGNAL"} <= {word for word, _ in final}:
        yield "Dockerfile: no volume, no health check or no signal"
    linter = shutil.which("hadolint", path=f"{BIN}:{os.environ['PATH']}")
    if linter is None:
        say("not looked at: Dockerfile by hadolint, which is not here")
    elif (done := run(linter, "Dockerfile")).returncode:
        yield f"Dockerfile: {done.stdout}"


def service() -> Iterator[str]:
    """What systemd says of the unit."""
    if shutil.which("systemd-analyze") is None:
        say("not looked at: frontdesk.service by systemd-analyze, which is not here")
        return
    with tempfile.TemporaryDirectory() as folder:
        text = UNIT.read_text("utf-8").replace("/srv/frontdesk/.venv/bin/python", sys.executable)
        unit = Path(folder, UNIT.name)
        unit.write_text(text, "utf-8")
        found = run("systemd-analyze", "verify", "--man=no", str(unit)).stderr
        shown = run("systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)).stdout
    if UNIT.name in found:
        yield f"service: {found}"
    exposed = re.search(r"exposure level for \S+: ([\d.]+)", shown)
    if exposed is None:
        say("not looked at: how exposed frontdesk.service is; this systemd can't say it offline")
        return
    say(f"frontdesk.service: exposure {exposed[1]} of 10")
    if float(exposed[1]) > MOST_EXPOSED:
        yield f"service: exposure {exposed[1]}, at most {MOST_EXPOSED}"
    say(
        "not run: the unit under systemd itself; its socket is tried in tests/running/test_lifesigns.py"
    )


def rules() -> Iterator[str]:
    """What Prometheus says of its files."""
    if shutil.which("promtool") is None:
        say(
            "not looked at: alerts.yaml by promtool, which is not here (tests/running/test_alerts.py was)"
        )
        return
    for check in (("rules", "alerts"), ("config --syntax-only", "prometheus")):
        done = run("promtool", "check", *check[0].split(), f"deploy/{check[1]}.yaml")
        if done.returncode:
            yield f"{check[1]}.yaml: {done.stdout}{done.stderr}"


def replayed(folder: Path) -> Iterator[str]:
    """Do what the Dockerfile does, and try what comes of it."""
    folder.chmod(0o755)
    env: dict[str, str] = {"PATH": f"{BIN}:{os.environ['PATH']}", "DESK_METRICS_PORT": "9100"}
    start = health = ""
    for word, rest in parsed():
        match word:
            case "RUN":
                done = run("sh", "-ec", placed(rest, folder), cwd=folder / "build")
                if done.returncode:
                    yield f"Dockerfile: {rest.split()[0]}…: {done.stderr[-2000:]}"
                    return
            case "WORKDIR":
                Path(placed(rest, folder)).mkdir(parents=True, exist_ok=True)
            case "COPY" if not rest.startswith("--from"):
                copy(rest, folder)
            case "ENV":
                given = (each.partition("=") for each in shlex.split(rest))
                env |= {name: placed(value, folder) for name, _, value in given if name != "PATH"}
            case "HEALTHCHECK":
                health = rest[rest.index("[") :]
            case "ENTRYPOINT":
                start = rest
            case _:
                pass
    say("Dockerfile: its steps were done in a folder, with the packages of requirements.lock")
    yield from started(folder, start, health, env)


def started(folder: Path, start: str, health: str, env: Mapping[str, str]) -> Iterator[str]:
    """Start it as a user who owns nothing, on a root that can't be written to; ask one question."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    python = str(folder / "opt/frontdesk/bin/python")
    command = [python if each == "python" else each for each in listed(placed(start, folder))]
    asks = [python, *listed(health.replace("9100", port))[1:]]
    wrapped = shut_in(folder, command)
    with subprocess.Popen(
        wrapped,
        cwd=folder / "data",
        env={**env, "DESK_METRICS_PORT": port, "HOME": "/nonexistent"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        healthy = False
        for _ in range(60):
            time.sleep(0.5)
            if process.poll() is not None or (healthy := run(*asks).returncode == 0):
                break
        said, _ = process.communicate("how do i rset my pasword\n", timeout=60)
    if not healthy or "choose Reset password" not in said or process.returncode:
        yield f"container: healthy: {healthy}, ended with {process.returncode}: {said[-2000:]}"
    left = [path.name for path in (folder / "data").iterdir()]
    if "frontdesk.db" not in left:
        yield f"container: its database is not in /data, where is only {left}"
    say(f"container: started as {'nobody in particular' if wrapped != command else 'me'}, well")


def shut_in(folder: Path, command: list[str]) -> list[str]:
    """Another user, and a root that can't be written to, where this machine lets us make them."""
    tools = all(map(shutil.which, ("unshare", "mount", "setpriv")))
    if os.geteuid() != 0 or not tools or run("unshare", "-m", "true").returncode:
        say("not run: as another user on a read-only root; that takes root and unshare")
        return command
    data = shlex.quote(str(folder / "data"))
    shut = f"mount --bind {data} {data} && mount -o remount,ro,bind / && touch {data}/.ours"
    mine = f"setpriv --reuid {USER} --regid {USER} --clear-groups --no-new-privs"
    tried = f"{shut} && ! touch /opt/theirs 2>/dev/null && cd {data} && exec {mine} {shlex.join(command)}"
    return ["unshare", "-m", "sh", "-ec", tried]


def parsed() -> Iterator[Step]:
    """The Dockerfile's instructions, each whole."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    for line in filter(str.strip, text.splitlines()):
        word, _, rest = line.partition(" ")
        yield word, rest.strip()


def copy(rest: str, folder: Path) -> None:
    """From here into the folder; what .dockerignore leaves out is not there."""
    there = {line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"}
    *sources, target = rest.split()
    to = Path(placed(target, folder)) if target.startswith("/") else folder / "build" / target
    for source in sources:
        if source not in there:
            raise SystemExit(f".dockerignore leaves out {source}")
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, to)


def placed(text: str, folder: Path) -> str:
    """A path of the container as one below the folder."""
    if os.geteuid() != 0:
        text = re.sub(r"-[og] \d+", "", text)
    return re.sub(rf"(?<![\w.])({'|'.join(OURS)})\b", lambda found: f"{folder}{found[0]}", text)


def listed(text: str) -> list[str]:
    """An instruction in its JSON form."""
    return list(yaml.safe_load(text))


def run(*command: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """Run a tool."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", "")


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
