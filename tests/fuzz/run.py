"""
Fuzzes the readers and the text miner with Atheris, one process for each target in turn.

Run: PYTHONPATH=var/fuzz python -m tests.fuzz.run SECONDS [TARGET…] (``make fuzz`` does). What it
finds is kept in var/fuzz-found/<target>/; make each a case of tests/fuzz/test_seeds.py.
"""

import subprocess
import sys
from pathlib import Path

from thucchat.kernel import paths

VAR = paths.DATA.parent / "var"


def main() -> int:
    if sys.argv[1] == "--one":
        fuzz(sys.argv[2], sys.argv[3])
        return 0
    from tests.fuzz import targets

    seconds, names = int(sys.argv[1]), sys.argv[2:] or list(targets.TARGETS)
    failed = []
    for name in names:
        sys.stdout.write(f"== {name}: {seconds // len(names)} s\n")
        sys.stdout.flush()
        words = [sys.executable, "-m", "tests.fuzz.run", "--one", name, str(seconds // len(names))]
        if subprocess.run(words, check=False).returncode:
            failed.append(name)
    sys.stdout.write(f"Found something in: {', '.join(failed) or 'nothing'}\n")
    return 1 if failed else 0


def fuzz(name: str, seconds: str) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["thucchat.vntext"]):
        from tests.fuzz import seeds, targets

    corpus, found = VAR / "fuzz-corpus" / name, VAR / "fuzz-found" / name
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds.seeds(name)):
        (corpus / f"seed{number}").write_bytes(seed)
    words = VAR / "fuzz-corpus" / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in targets.WORDS), encoding="utf-8")
    options = [
        f"-max_total_time={seconds}",
        f"-dict={words}",
        f"-max_len={seeds.LONGEST.get(name, seeds.OTHERS)}",
        "-timeout=20",
        "-rss_limit_mb=1500",
        f"-artifact_prefix={found}{Path('/')}",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: targets.run(name, data))
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main())
