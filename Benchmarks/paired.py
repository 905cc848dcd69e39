"""Measures the allocation benchmarks beside other programs in turn, A B A B, and prints the ratios pair by pair.

Usage: paired.py --program speelveld-benchmarks --peers DIR [--rounds 5] [--runs 3] [--only ranking|votes|optimum] [--out FILE]

DIR holds bench_ranking.py, bench_budget.py and inputs.py, which print a JSON line per result; their needs (numba,
NumPy, pabutools, gmpy2, highspy, PuLP) stand beside this Python. In each round every peer runs once after our program
has, so that a drift of the machine's speed strikes both. Wall time on a quiet machine; processor time is printed as well,
and is what counts on a busy one (not known of CBC, which is a process of its own).
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

RANKING = [(12, 100_000), (200, 100_000), (2_000, 10_000), (20_000, 1_000)]
VOTES = [(100, 1_000), (1_000, 1_000), (1_000, 10_000)]
OPTIMA = [100, 1_000, 10_000]


def lines(command, **environment):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env=dict(os.environ, **environment))
    if done.returncode != 0:
        sys.exit(f"{command}: {done.returncode}\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


class Pairs:
    def __init__(self, options, inputs):
        self.options, self.inputs = options, inputs
        self.samples = {}
        self.faults = []

    def ours(self, name):
        found = lines([self.options.program, "--filter", name, "--inputs", self.inputs, "--runs", self.options.runs])
        return {(one["case"], *[value for key, value in sorted(one["params"].items()) if key in WANTED]): one
                for one in found}

    def peer(self, script, case):
        found = lines([sys.executable, self.options.peers / script, "--case", case], BENCH_RUNS=str(self.options.runs))
        if not found or "error" in found[-1]:
            sys.exit(f"{case}: {found}")
        return found[-1]

    def add(self, work, who, ours, theirs):
        """Seconds: (wall, processor) of both."""
        self.samples.setdefault((work, who), []).append((ours, theirs))
        print(json.dumps({"work": work, "beside": who, "ours": ours, "theirs": theirs}),
              file=self.options.log, flush=True)

    def expect(self, work, agrees, told):
        if not agrees:
            self.faults.append(f"{work}: {told}")

    # --------------------------------------------------------------------------------------------- the works
    def ranking(self):
        ours = self.ours("allocation.ranking")
        for applicants, draws in RANKING:
            for threads in (1, 2):
                wall = ours["ranking", applicants, draws, threads]["median"] / 1000
                cpu = ours["ranking.cpu", applicants, draws, threads]["median"] / 1000
                for who, case in (("tuned numba", f"numba-tuned.{threads}t.{applicants}x{draws}"),
                                  ("NumPy", f"numpy{'-2thread' if threads == 2 else ''}.{applicants}x{draws}")):
                    peer = self.peer("bench_ranking.py", case)
                    self.add(f"{applicants:,} × {draws:,}, {threads} thread{'s' * (threads - 1)}", who,
                             (wall, cpu), (peer["median"], peer["cpu_s_median"]))
                    # Other random numbers: the means agree within their errors.
                    here = {name: ours[f"ranking.{name}", applicants, draws]["median"]
                            for name in ("gini", "small-share", "memory")}
                    self.expect(f"{applicants} × {draws}", abs(here["gini"] - peer["gini"][0]) < 0.002
                                and abs(here["small-share"] - peer["small_share"][0]) < 0.004,
                                f"{here} beside {peer['gini']} {peer['small_share']}")
            print(f"# {applicants:,} × {draws:,}: "
                  f"{ours['ranking.memory', applicants, draws]['median']:.1f} MB over the start", flush=True)

    def votes(self):
        ours = self.ours("budget.equal-shares")
        for projects, voters in VOTES:
            mine = ours["equal-shares", projects, voters]
            for who, case in (("pabutools, exact", f"pabutools.mes.gmpy2.{projects}x{voters}"),):
                peer = self.peer("bench_budget.py", case)
                seconds = mine["median"] / 1e6
                self.add(f"{projects:,} × {voters:,} with loading", who, (seconds, seconds),
                         (peer["median"], peer["cpu_s_median"]))
                self.expect(f"{projects} × {voters}", mine["params"]["digest"] == peer["digest"],
                            f"{mine['params']} beside {peer['digest']}")

    def optimum(self):
        ours = self.ours("budget.optimum")
        for count in OPTIMA:
            wall, cpu = ours["optimum", count], ours["optimum.cpu", count]
            for who, case in (("CBC (PuLP)", f"select.pulp-cbc.{count}.gap0"), ("HiGHS", f"select.highs.{count}.gap0")):
                peer = self.peer("bench_budget.py", case)
                known = None if who.startswith("CBC") else peer["cpu_s_median"]
                self.add(f"{count:,} applications", who, (wall["median"] / 1000, cpu["median"] / 1000),
                         (peer["median"], known))
                self.expect(f"{count} applications", wall["params"]["objective"] == peer["objective"]
                            and wall["params"]["proven"], f"{wall['params']} beside {peer['objective']}")

    # ------------------------------------------------------------------------------------------------ the table
    def table(self):
        def span(values):
            return f"{statistics.median(values):.3g} ({min(values):.3g} – {max(values):.3g})"

        print("| work | beside | ours | theirs | theirs / ours, wall | theirs / ours, processor |")
        print("| --- | --- | --- | --- | --- | --- |")
        for (work, who), pairs in self.samples.items():
            wall = [theirs[0] / ours[0] for ours, theirs in pairs]
            known = [theirs[1] / ours[1] for ours, theirs in pairs if theirs[1]]
            print(f"| {work} | {who} | {span([o[0] * 1000 for o, _ in pairs])} ms | "
                  f"{span([t[0] * 1000 for _, t in pairs])} ms | {span(wall)} | {span(known) if known else '–'} |")
        print(f"\n{self.options.rounds} rounds of {self.options.runs} runs; load average {os.getloadavg()[0]:.1f}")
        for fault in self.faults:
            print(f"DISAGREES: {fault}")


WANTED = {"applicants", "draws", "threads", "projects", "voters", "applications"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--peers", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3, help="of every case in a round; its median makes the pair")
    parser.add_argument("--only", choices=["ranking", "votes", "optimum"])
    parser.add_argument("--out", type=pathlib.Path, help="every pair as a JSON line")
    options = parser.parse_args()
    options.program, options.peers = options.program.resolve(), options.peers.resolve()
    options.log = open(options.out or os.devnull, "w")
    with tempfile.TemporaryDirectory() as inputs:
        subprocess.run([sys.executable, options.peers / "inputs.py", "--out", inputs], check=True,
                       stdout=subprocess.DEVNULL)
        pairs = Pairs(options, inputs)
        for number in range(options.rounds):
            print(f"# round {number + 1}", flush=True)
            for name in ("ranking", "votes", "optimum"):
                if options.only in (None, name):
                    getattr(pairs, name)()
        pairs.table()
        sys.exit(1 if pairs.faults else 0)


main()
