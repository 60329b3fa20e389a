"""The wheel holds all that answering needs, and is not built from broken data."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "nlp", "bot")


def build(tree: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel of a source tree, without network."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(tree)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def lend(site: Path) -> None:
    """Link the distributions of requirements.lock, and no others, from this environment into another's `site`."""
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE):
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # for other systems
            continue
        for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            link = site / top
            if not link.exists():
                link.symlink_to(distribution.locate_file(top))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    out = tmp_path_factory.mktemp("dist")
    built = build(ROOT, out)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = out.glob("*.whl")
    return path


def test_it_holds_the_three_packages_with_their_data(wheel: Path) -> None:
    """Every module and data file of the packages is in the wheel, and nothing else beside its metadata."""
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    kept = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == kept


def test_installed_alone_it_answers(wheel: Path, tmp_path: Path) -> None:
    """In an environment with the run-time lock's distributions only, from another folder, `hoi ask` answers."""
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    install = ["install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    (site,) = (tmp_path / "env").glob("lib/python3*/site-packages")
    lend(site)
    asked = subprocess.run(
        [str(tmp_path / "env" / "bin" / "hoi"), "ask", "Cơ quan nào chủ trì việc cho hợp tác xã vay vốn ngân hàng?"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert "Ngân hàng Nhà nước chi nhánh Thanh Hóa" in asked.stdout
    assert "Mục III, nhóm II, nhiệm vụ 5" in asked.stdout


def test_broken_data_stops_the_build(tmp_path: Path) -> None:
    """The check runs when the wheel is built; its problems are printed and no wheel appears."""
    tree = tmp_path / "tree"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    times = tree / "knowledge" / "data" / "times.yaml"
    times.write_text(times.read_text(encoding="utf-8") + "unheard_of: 1\n", encoding="utf-8")
    built = build(tree, tmp_path / "dist")
    assert built.returncode != 0
    assert "knowledge/data/times.yaml" in built.stdout + built.stderr
    assert not list(tmp_path.glob("dist/*.whl"))
