"""Put the Mermaid library into the package, from where it comes onto the sites.

The files are taken from the npm package of one exact version and must have the digests written here. Nothing is
fetched when they are there already. The build hook (hatch_build.py) and `make` call this.
See docs/decisions/0010-diagrams.md.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "mermaid@11.17.2"
DIGESTS = {
    "dist/mermaid.min.js": "581ed7d74bd9048d0e3a91363927d72ef22942d7722546b27f7cc29e35390eb8",
    "LICENSE": "ec9fb67dcb25eccc416ed56e1aab819222c805a2a4bfe4cb19e7556bf2ffde80",
}
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "plugins" / "backend_spec" / "site" / "assets" / "vendor"


class NotFetched(Exception):
    """The library could not be fetched, or is not what it should be."""


def main() -> None:
    """Fetch what is missing."""
    if complete():
        return
    with tempfile.TemporaryDirectory() as folder:
        tarball = fetch(Path(folder))
        contents = {member: read(tarball, member) for member in DIGESTS}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for member, content in contents.items():
        target(member).write_bytes(content)


def complete() -> bool:
    """Whether all files are there."""
    return all(present(member) for member in DIGESTS)


def target(member: str) -> Path:
    """Return where a file of the package is kept."""
    return FOLDER / Path(member).name


def present(member: str) -> bool:
    """Whether the file is there and is the right one."""
    path = target(member)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == DIGESTS[member]


def fetch(folder: Path) -> Path:
    """Have npm download the package into the folder, and return the tarball."""
    npm = shutil.which("npm") or install_npm()
    print(f"ensure_mermaid: npm pack {PACKAGE}", file=sys.stderr)
    done = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, stdout=sys.stderr, check=False)
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode or len(tarballs) != 1:
        raise NotFetched(f"`npm pack {PACKAGE}` failed with exit status {done.returncode}")
    return tarballs[0]


def install_npm() -> str:
    """Install Node.js and npm into the environment of the running interpreter, from the lock file."""
    npm = Path(sys.executable).with_name("npm")
    if not npm.exists():
        lock = ROOT / "requirements-node.lock"
        print(f"ensure_mermaid: no npm on this machine, installing the one of {lock.name}", file=sys.stderr)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
        if subprocess.run(pip, stdout=sys.stderr, check=False).returncode:
            raise NotFetched(f"there is no npm, and {lock.name} could not be installed")
    return str(npm)


def read(tarball: Path, member: str) -> bytes:
    """Return a file of the package, if its digest is the expected one."""
    with tarfile.open(tarball) as archive:
        file = archive.extractfile(f"package/{member}")
        content = file.read() if file else b""
    digest = hashlib.sha256(content).hexdigest()
    if digest != DIGESTS[member]:
        raise NotFetched(f"{member} of {PACKAGE} has SHA-256 {digest}, not {DIGESTS[member]}")
    return content


if __name__ == "__main__":
    try:
        main()
    except NotFetched as problem:
        sys.exit(f"ensure_mermaid: {problem}")
