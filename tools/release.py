"""Make a release of the newest commit: the wheel and the sources, what is in them, and an audit.

python3 tools/release.py FOLDER

Everything is built twice from two fresh exports, with another umask, time zone and folder, and is
only kept if both are the same to the byte. The bill of materials (CycloneDX) lists what the tool
and its extras install, with versions and licences; the audit asks PyPI for known vulnerabilities
in those versions. Where PyPI cannot be reached nothing is known, and that is what is said.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import environment

DIFFERENT = ({"TZ": "UTC"}, 0o022), ({"TZ": "Pacific/Auckland"}, 0o077)


def build(python: Path, place: Path, settings: dict[str, str], umask: int) -> dict[str, bytes]:
    """The files of a release, built from an export of the newest commit."""
    place.mkdir(parents=True)
    export = subprocess.run(
        ["git", "archive", "HEAD"], cwd=environment.ROOT, capture_output=True, check=True
    )
    (place / "kilde.tar").write_bytes(export.stdout)
    before = os.umask(umask)
    with tarfile.open(place / "kilde.tar") as sources:
        sources.extractall(place / "kilde", filter="data")
    subprocess.run(
        [python, "-m", "hatchling", "build", "--directory", place / "ud"],
        cwd=place / "kilde",
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    os.umask(before)
    return {path.name: path.read_bytes() for path in sorted((place / "ud").iterdir())}


def bill_of_materials(python: Path, wheel: Path, place: Path, target: Path) -> int:
    """Install the wheel with all its extras, list what came along, and count it."""
    installed = environment.create(place)
    environment.pip(
        installed, "install", "--require-hashes", "--requirement", environment.WITH_EXTRAS
    )
    environment.pip(installed, "install", "--no-deps", wheel)
    environment.pip(installed, "uninstall", "--yes", "pip", "setuptools")
    subprocess.run(
        [python, "-m", "cyclonedx_py", "environment", installed, "--output-reproducible",
         "--pyproject", environment.SETTINGS, "--mc-type", "application", "-o", target],
        check=True,
    )  # fmt: skip
    return len(json.loads(target.read_text("utf-8"))["components"])


def audit(python: Path, target: Path) -> list[str]:
    """Look the versions up; the names of those with a known vulnerability."""
    subprocess.run(
        [python, "-m", "pip_audit", "--requirement", environment.WITH_EXTRAS, "--require-hashes",
         "--disable-pip", "--progress-spinner=off", "--format=json", "--output", target],
        stderr=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    found = json.loads(target.read_text("utf-8"))["dependencies"] if target.exists() else []
    known = [package for package in found if "skip_reason" not in package]
    print(f"{len(known)} af {len(found)} pakker er slået op hos PyPI.")
    if len(known) < len(found) or not found:
        print("Resten kunne ikke slås op her. Kør det igen, hvor der er adgang, før I udgiver.")
    return [package["name"] for package in known if package["vulns"]]


def main(target: Path) -> int:
    """Make the release in a folder; 1 where it cannot be answered for."""
    environment.ensure(for_tests=True)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        python = environment.create(place / "redskaber")
        environment.pip(
            python, "install", "--require-hashes", "--requirement", environment.FOR_RELEASE
        )
        one, two = (build(python, place / d[0]["TZ"], *d) for d in DIFFERENT)
        if one != two:
            print("Det, der blev bygget de to gange, er ikke ens. Intet er udgivet.")
            return 1
        for file, data in one.items():
            (target / file).write_bytes(data)
            print(f"{hashlib.sha256(data).hexdigest()}  {file}  (bygget to gange, ens)")
        (wheel,) = (file for file in one if file.endswith(".whl"))
        bill = target / f"{wheel.removesuffix('.whl')}.cdx.json"
        count = bill_of_materials(python, target / wheel, place / "med-det-hele", bill)
        print(f"{count} pakker står i {bill.name}.")
        vulnerable = audit(python, target / "eftersyn.json")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(target.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (target / "SHA256SUMS").write_text("".join(sums), "utf-8")
    if vulnerable:
        print(f"Kendte sårbarheder i: {', '.join(vulnerable)}. Se eftersyn.json.")
    return int(bool(vulnerable))


if __name__ == "__main__":
    if len(sys.argv) != 2 or shutil.which("git") is None:
        sys.exit("Skriv mappen, udgivelsen skal ligge i: python3 tools/release.py MAPPE")
    sys.exit(main(Path(sys.argv[1])))
