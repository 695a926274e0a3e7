"""The lock file must be what the dependencies in ``pyproject.toml`` ask for, and name no place on the net."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent


def locked(text: str) -> dict[str, Version]:
    """Name → version of every package in the lock file."""
    found = {}
    for line in text.splitlines():
        if line and not line[0].isspace() and "==" in line:
            requirement = line.rstrip(" \\").split(";")[0].strip()
            name, _, version = requirement.partition("==")
            found[name.split("[")[0].lower()] = Version(version)
    return found


def problems(project: str, lock: str) -> list[str]:
    """What is wrong with the lock file, in lines for a person."""
    data = tomllib.loads(project)["project"]
    wanted = [*data["dependencies"], *data["optional-dependencies"]["dev"]]
    have = locked(lock)
    found = []
    for text in wanted:
        requirement = Requirement(text)
        version = have.get(requirement.name.lower().replace(".", "-"))
        if version is None:
            found.append(f"{requirement.name} is not locked: run `make lock`")
        elif not requirement.specifier.contains(version):
            found.append(
                f"{requirement.name} {version} is locked, {requirement.specifier} is wanted: `make lock`"
            )
    if "://" in lock:
        found.append("the lock file names an address; it must work with every mirror")
    return found


def main() -> int:
    """Print the problems; 1 when there are any. Also asks pip whether what is installed fits together."""
    found = problems(
        (ROOT / "pyproject.toml").read_text("utf-8"), (ROOT / "requirements.lock").read_text("utf-8")
    )
    for line in found:
        print(line)
    consistent = subprocess.run([sys.executable, "-m", "pip", "check", "--quiet"], check=False)
    return 1 if found or consistent.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
