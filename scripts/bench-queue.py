#!/usr/bin/env python3
"""The queue beside other queues on one server, in turns: ours, theirs, ours, theirs.

    bench-queue.py BENCHMARKS PEERS [--rounds N] [--out FILE]

BENCHMARKS is the built program of Benchmarks/, PEERS the folder with bench_queue.py, pg_cluster.sh and
requirements.txt. The peers' Python stands in a virtual environment beside the program, made at the first run. Every
result is a JSON line in FILE; at the end a table gives the median, least and greatest of all rounds, and ours
over the best peer, round by round.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import venv

# What is set side by side: our case, the peers' cases, whether more is better.
GOALS = [
    ("process.1", "process", 1, True), ("process.2", "process", 2, True),
    ("process.4", "process", 4, True), ("enqueue", "enqueue", 1, True),
    ("enqueue", "enqueue", 1000, True), ("latency.p99", "latency", None, False),
]
PEERS = [
    "pgqueuer.enqueue", "procrastinate.enqueue", "pgqueuer.process.100.1w.50000",
    "pgqueuer.process.500.1w.50000", "pgqueuer.process.100.2w.50000",
    "pgqueuer.process.500.2w.50000", "pgqueuer.process.100.4w.50000",
    "procrastinate.process.10-never.2w.10000", "pgqueuer.latency", "procrastinate.latency",
    "limit.process.1000-2.2w.50000",
]


def python_of_peers(folder, peers):
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "-r", peers / "requirements.txt",
             "-c", peers / "constraints.txt"], check=True)
    return python


def server(peers):
    """Starts the peers' cluster; its environment."""
    text = subprocess.run(
        [peers / "pg_cluster.sh", "start"], check=True, capture_output=True, text=True).stdout
    words = text.split()[1:]
    return dict(word.split("=", 1) for word in words)


def lines(command, environment, out):
    print("…", " ".join(str(word) for word in command[-3:]), file=sys.stderr, flush=True)
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stderr[-2000:], file=sys.stderr)
    found = []
    for line in run.stdout.splitlines():
        if line.startswith("{"):
            found.append(json.loads(line))
            print(line, file=out, flush=True)
    return found


def collect(records, table):
    """One figure a round under (case, workers or batch, settings, jobs)."""
    for record in records:
        params = record.get("params", {})
        key = (record["case"], params.get("workers", params.get("batch")),
               params.get("settings", ""), params.get("jobs", ""))
        table.setdefault(key, []).append(record.get("p99", record["median"]))


def show(own, peers):
    print(f"{'':16}{'ours':>26}{'best peer':>56}{'ours / peer':>24}")
    for case, kind, size, more in GOALS:
        ours = next((figures for key, figures in own.items() if key[0] == case
                     and (size is None or key[1] == size)), None)
        theirs = {key: figures for key, figures in peers.items() if key[0].endswith("." + kind)
                  and not key[0].startswith("limit") and (size is None or key[1] == size)}
        if not ours or not theirs:
            continue
        pick = max if more else min
        best = pick(theirs, key=lambda key: statistics.median(theirs[key]))
        pairs = [a / b for a, b in zip(ours, theirs[best])]
        label = case if case.startswith("process") or size is None else f"{case} × {size}"
        name = " ".join(str(word) for word in best if word not in ("", None))
        print(f"{label:16}{spread(ours):>26}{name + ': ' + spread(theirs[best]):>56}"
              f"{spread(pairs):>24}")
    for key, figures in sorted(peers.items(), key=str):
        if key[0].startswith("limit"):
            print("bare SQL", *key[1:], spread(figures))


def spread(figures):
    def short(value):
        return f"{value:.3g}" if value < 1000 else f"{value:.0f}"
    return f"{short(statistics.median(figures))} ({short(min(figures))}–{short(max(figures))})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("peers", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("queue.jsonl"))
    options = parser.parse_args()
    program, peers = options.program.resolve(), options.peers.resolve()
    python = python_of_peers(program.parent / "queue-peers", peers)
    cluster = server(peers)
    environment = os.environ | cluster | {"BENCH_RUNS": "3"}
    own, others = {}, {}
    try:
        with options.out.open("w") as out:
            for _ in range(options.rounds):
                collect(lines([program, "--filter", "queue", "--runs", "3"], environment, out), own)
                for case in PEERS:
                    command = [python, peers / "bench_queue.py", "--case", case]
                    collect(lines(command, environment, out), others)
    finally:
        subprocess.run([peers / "pg_cluster.sh", "stop"], env=os.environ | cluster, check=False)
    show(own, others)


if __name__ == "__main__":
    main()
