"""
Seconds and megabytes of the text miner per megabyte of text, up to 10 MB.

Run: python bench/vntext.py [FILE]. Without a file the demo plan is repeated. Each size is
measured in a process of its own, so that memory is that of the size alone. The cost per MB
must stay level: it is printed with its ratio to the first size. If underthesea is installed,
its tokeniser and tagger read the same text for comparison.
"""

import importlib.util
import resource
import subprocess
import sys
import time
from pathlib import Path

SIZES = (0.13, 1, 3, 10)  # MB of UTF-8


def sample(path: str | None) -> str:
    if path:
        return Path(path).read_text(encoding="utf-8")
    from thucchat.cli.demo import sources

    return sources.plain(sources.all_sources()[0])


def grown(text: str, size: float) -> str:
    wanted = int(size * 1_000_000)
    held = len(text.encode())
    parts = [text] * max(1, -(-wanted // held))
    return "\n\n".join(parts).encode()[:wanted].decode(errors="ignore")


def steps():
    from thucchat.vntext import claims, contradictions, duties, structure

    return {
        "structure": structure.parse,
        "duties": duties.find_duties,
        "claims": claims.find_claims,
        "contradictions": lambda text: contradictions.find_contradictions([text]),
    }


def measure(path: str | None, size: float) -> None:
    text = grown(sample(path), size)
    megabytes = len(text.encode()) / 1_000_000
    for run in steps().values():
        run(text[:2000])  # load the gazetteer, compile the rules
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = []
    for name, run in steps().items():
        begin = time.process_time()
        run(text)
        took.append((name, (time.process_time() - begin) / megabytes))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = "  ".join(f"{name} {seconds:6.2f} s/MB" for name, seconds in took)
    print(f"{megabytes:6.2f} MB  {cells}  memory {(after - before) / megabytes:6.1f} MB/MB")


def compare(path: str | None) -> None:
    if importlib.util.find_spec("underthesea") is None:
        print("underthesea is not installed: no comparison.")
        return
    import underthesea

    text = grown(sample(path), SIZES[0])
    begin = time.process_time()
    for line in text.splitlines():
        underthesea.pos_tag(line)
    per = (time.process_time() - begin) / (len(text.encode()) / 1_000_000)
    print(f"underthesea pos_tag {per:6.2f} s/MB")


def main() -> None:
    path = next((a for a in sys.argv[1:] if not a.startswith("--")), None)
    size = next((a[7:] for a in sys.argv[1:] if a.startswith("--size=")), None)
    if size:
        measure(path, float(size))
        return
    for step in SIZES:
        words = [sys.executable, __file__, *([path] if path else []), f"--size={step}"]
        subprocess.run(words, check=True)
    compare(path)


if __name__ == "__main__":
    main()
