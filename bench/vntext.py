"""
Seconds and megabytes of the text miner per megabyte of text, up to 10 MB.

Run: python bench/vntext.py [FILE] [--peer]. Without a file the demo plan is repeated. Each size
is measured in a process of its own, so that memory is that of the size alone; the cost per MB
must stay level. The first size is the text as it is, cut at 0.2 MB.

With --peer underthesea tokenises and tags the same first text in the same run. It is installed
into var/bench (python -m pip install --target), never into the environment of the product.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

SIZES = (0.2, 1, 3, 10)  # MB of UTF-8
REOPENED = "\n\nPHỤ LỤC\n\n"  # after «Nơi nhận» only an annex is read for tasks
PEER = "underthesea==9.5.0"
PEER_FOLDER = Path(__file__).resolve().parents[1] / "var" / "bench"


def sample(path: str | None) -> str:
    if path:
        return Path(path).read_text(encoding="utf-8")
    from thucchat.cli.demo import sources

    return sources.plain(sources.all_sources()[0])


def grown(text: str, size: float) -> str:
    wanted = int(size * 1_000_000)
    held = len(text.encode())
    parts = [text] * max(1, -(-wanted // held))
    return REOPENED.join(parts).encode()[:wanted].decode(errors="ignore")


def steps():
    from thucchat.vntext import claims, contradictions, duties, structure

    return {
        "structure": structure.parse,
        "duties": duties.find_duties,
        "claims": claims.find_claims,
        "contradictions": lambda text: contradictions.find_contradictions([text]),
    }


def measure(path: str | None, size: float) -> None:
    """Print the cost of one size."""
    text = first(path) if size == SIZES[0] else grown(sample(path), size)
    megabytes = len(text.encode()) / 1_000_000
    for run in steps().values():
        run(text[:2000])  # load the gazetteer, compile the rules
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = {}
    for name, run in steps().items():
        begin = time.process_time()
        run(text)
        took[name] = time.process_time() - begin
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = "  ".join(f"{name} {seconds / megabytes:5.2f}" for name, seconds in took.items())
    total = sum(took.values())
    print(
        f"{megabytes:6.2f} MB, {len(text)} letters: s/MB {cells}; in all {total:.2f} s, "
        f"{total / megabytes:.2f} s/MB; memory {before:.0f} MB before, highest {after:.0f} MB",
        flush=True,
    )


def first(path: str | None) -> str:
    """Return the text once, cut at the first size."""
    return sample(path).encode()[: int(SIZES[0] * 1_000_000)].decode(errors="ignore")


def peer(path: str | None) -> None:
    """Tokenise and tag the first text with the peer: here, in a process that has its folder."""
    import underthesea

    text = first(path)
    underthesea.pos_tag(text[:2000])  # load its models
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.process_time()
    words = sum(len(underthesea.pos_tag(line)) for line in text.splitlines() if line.strip())
    took = time.process_time() - begin
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    own = sum_of_steps(text)
    print(
        f"{PEER}: {words} words tokenised and tagged in {took:.2f} s, memory after import "
        f"{before:.0f} MB, highest {after:.0f} MB. All steps here on the same text: {own:.2f} s, "
        f"{own / took:.2f} times its time."
    )


def sum_of_steps(text: str) -> float:
    for run in steps().values():
        run(text[:2000])
    begin = time.process_time()
    for run in steps().values():
        run(text)
    return time.process_time() - begin


def compare(path: str | None) -> None:
    """Install the peer if it is not there, and measure it beside the own steps."""
    if not (PEER_FOLDER / "underthesea").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(PEER_FOLDER), PEER]
        subprocess.run(pip, check=True)
    words = [sys.executable, __file__, *([path] if path else []), "--peer-here"]
    held = os.environ.get("PYTHONPATH", "")
    both = os.pathsep.join(filter(None, (held, str(PEER_FOLDER))))
    subprocess.run(words, check=True, env={**os.environ, "PYTHONPATH": both})


def main() -> None:
    path = next((a for a in sys.argv[1:] if not a.startswith("--")), None)
    size = next((a[7:] for a in sys.argv[1:] if a.startswith("--size=")), None)
    if size:
        measure(path, float(size))
        return
    if "--peer-here" in sys.argv:
        peer(path)
        return
    for step in SIZES:
        words = [sys.executable, __file__, *([path] if path else []), f"--size={step}"]
        subprocess.run(words, check=True)
    if "--peer" in sys.argv:
        compare(path)


if __name__ == "__main__":
    main()
