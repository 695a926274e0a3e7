"""The wheel: built from this tree without a network, complete, and at work in a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "storage", "locales")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

# Reads every kind of data file and migrates a database: what a missing file would break.
AT_WORK = """
import sys
from pathlib import Path
import bot, locales
from bot import app
from bot.domain.scheme_files import load_schemes
from bot.i18n import LOCALES, Texts
from storage.migrate import is_current, migrate
texts = Texts.load(Path(locales.__path__[0]), "zh-Hans")
assert all(texts.format(locale, "button-submit", html=False) for locale in LOCALES)
assert len(load_schemes()) >= 4
migrate("sqlite:///zhibu.db")
assert is_current("sqlite:///zhibu.db")
print(bot.__file__)
"""


def _run(*command: str | Path, folder: Path) -> str:
    # Nothing of this checkout may be found by the way of the environment.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHIBU_", "PYTHON"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, folder=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def _in_tree(*patterns: str) -> set[str]:
    found: Iterable[Path] = (path for pattern in patterns for path in ROOT.glob(pattern))
    return {path.relative_to(ROOT).as_posix() for path in found if path.is_file()}


@pytest.mark.parametrize(
    "patterns",
    [
        ("locales/*/*.ftl",),
        ("bot/domain/schemes/*.toml",),
        ("bot/render/fonts/*",),
        ("bot/sandbox/static/**/*",),
        ("storage/migrations/**/*.py", "storage/migrations/*.mako"),
        ("bot/commands/*.csv",),
        tuple(f"{package}/**/*.py" for package in PACKAGES),
    ],
    ids=["texts", "star schemes", "fonts", "web chat", "migrations", "demo roster", "code"],
)
def test_everything_is_in_the_wheel(names: frozenset[str], patterns: tuple[str, ...]) -> None:
    wanted = _in_tree(*patterns)
    assert wanted, "nothing in the tree: did it move?"
    assert wanted <= names, sorted(wanted - names)


def test_nothing_else_is_in_the_wheel(names: frozenset[str]) -> None:
    folders = {PurePosixPath(name).parts[0] for name in names}
    assert folders == {*PACKAGES, f"zhibu-{PROJECT['version']}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".db", ".env"))]


def test_the_licence_and_the_command_are_named(wheel: Path) -> None:
    about = f"zhibu-{PROJECT['version']}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        assert b"Apache License" in archive.read(f"{about}/licenses/LICENSE")
        assert b"Open Font License" in archive.read(f"{about}/licenses/bot/render/fonts/OFL.txt")
        assert "zhibu = bot.cli:main" in archive.read(f"{about}/entry_points.txt").decode()
        metadata = archive.read(f"{about}/METADATA").decode()
    for line in ("License-Expression: Apache-2.0 AND OFL-1.1", "Requires-Python: >=3.11"):
        assert line in metadata.splitlines()


def test_it_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "clean"
    _run(sys.executable, "-m", "venv", "--without-pip", home, folder=tmp_path)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index")
    _run(*pip, "--no-deps", "--no-compile", wheel, folder=tmp_path)
    # The dependencies are those of this environment, behind the new one's own packages. The .pth file by
    # which this tree is installed here has no effect there.
    site = next(home.rglob("site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    assert _run(scripts / "zhibu", "--version", folder=tmp_path) == f"zhibu {PROJECT['version']}\n"
    found = Path(_run(python, "-c", AT_WORK, folder=tmp_path).strip())
    assert found.is_relative_to(home)
