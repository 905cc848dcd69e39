"""Gives the same random cases to the program's allocation rules and to independent libraries, and compares.

Usage: agreement-check.py CONFORMANCE [--cases N] [--optima N] [--seed S]. Needs pabutools, apportionment and
highspy beside its Python. Every case follows from the seed and its number; the first disagreements are printed
whole, and any makes the status 1.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile
import warnings
from importlib.metadata import version

import apportionment.methods
import highspy
import numpy
import pabutools.fractions
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

warnings.filterwarnings("ignore")
pabutools.fractions.FRACTION = "gmpy2"


# ---------------------------------------------------------------------------------------------------- votes
def vote_case(rule, number, r):
    """Four families: few units of money (many ties), equal costs, wide costs, more projects than votes."""
    family = number % 4
    projects = r.randint(1, (8, 12, 40, 60)[family])
    voters = r.randint(1, (9, 12, 80, 25)[family])
    if family == 0:
        costs = [r.randint(0, 12) for _ in range(projects)]
    elif family == 1:
        costs = [r.choice((5, 10)) for _ in range(projects)]
    else:
        costs = [max(1, int(r.lognormvariate(9, 1.2))) for _ in range(projects)]
    share = r.choice((0.1, 0.25, 0.5, 0.9, 1.2))
    ballots = [[p for p in range(projects) if r.random() < r.choice((0.1, 0.3, 0.6))]
               for _ in range(voters)]
    return {"rule": rule, "costs": costs, "budget": int(sum(costs) * share), "ballots": ballots}


def pabutools_answer(case):
    projects = [Project(f"p{number:04d}", cost) for number, cost in enumerate(case["costs"])]
    instance = Instance(projects, budget_limit=case["budget"])
    profile = ApprovalProfile(
        [ApprovalBallot([projects[p] for p in ballot]) for ballot in case["ballots"]], instance=instance)
    rule = {"equal-shares": method_of_equal_shares, "greedy": greedy_utilitarian_welfare}[case["rule"]]
    return [int(project.name[1:]) for project in rule(instance, profile, sat_class=Cost_Sat)]


def same_vote(case, ours, theirs):
    """The same projects in the same order.

    By pabutools' cost satisfaction nobody gains from a project that costs nothing: equal shares leaves it out and
    greedy takes it last. Ours takes it when somebody approves it. It changes nothing for others.
    """
    costs = case["costs"]
    free = {p for p, cost in enumerate(costs) if cost == 0}
    if case["budget"] == 0 and case["rule"] == "equal-shares":
        return ours == [] and set(theirs) <= free
    approved = {p for ballot in case["ballots"] for p in ballot}
    expected = free & approved if case["rule"] == "equal-shares" else free
    paid = [p for p in ours if p not in free]
    return paid == [p for p in theirs if p not in free] and {p for p in ours if p in free} == expected


# --------------------------------------------------------------------------------------------------- shares
def share_case(_, number, r):
    parties = r.randint(1, 26)
    weights = [r.randint(0, (5, 100, 10**6, 10**9)[number % 4]) for _ in range(parties)]
    if sum(weights) == 0:
        weights[0] = 1
    return {"rule": "largest-remainder", "amount": r.randint(1, (10, 500, 10**8, 10**11)[number // 4 % 4]),
            "weights": weights}


def apportionment_answer(case):
    return [int(n) for n in apportionment.methods.compute(
        "largest_remainder", case["weights"], case["amount"], fractions=True)]


def same_shares(case, ours, theirs):
    """Alike where no remainders are equal at the cut-off.

    Where some are, apportionment 1.0 walks the parties in order and gives one to a tied party before it has seen a
    later one with a larger remainder, which then gets none; ours is held against the definition instead.
    """
    if ours == theirs:
        return True
    amount, weights = case["amount"], case["weights"]
    total = sum(weights)
    floors = [amount * weight // total for weight in weights]
    rests = [amount * weight % total for weight in weights]
    left = amount - sum(floors)
    ranked = sorted(range(len(weights)), key=lambda i: (-rests[i], i))
    if left == 0 or left == len(weights) or rests[ranked[left - 1]] != rests[ranked[left]]:
        return False
    expected = [floor + (i in ranked[:left]) for i, floor in enumerate(floors)]
    passed_over = any(theirs[i] == floors[i] and rests[i] > rests[ranked[left]] for i in range(len(weights)))
    return "explained" if ours == expected and passed_over else False


# --------------------------------------------------------------------------------------------------- optima
def optimum_case(_, number, r):
    """A pot, caps for regions, a least share for small ones, a limit for each applicant, excluding pairs."""
    count = r.randint(1, (12, 40, 120)[number % 3])
    costs = [max(20, int(r.lognormvariate(6, 0.7))) for _ in range(count)]
    # Points that hardly tell candidates apart, and points that follow costs.
    values = [r.randint(40, 65) if number % 2 else max(1, int(c * r.uniform(0.4, 1.6))) for c in costs]
    pot = int(sum(costs) * r.uniform(0.1, 0.6))
    everyone = list(range(count))
    conditions = [{"items": everyone, "weights": costs, "most": pot}]

    def money(items, **bounds):
        if items:
            conditions.append({"items": items, "weights": [costs[i] for i in items], **bounds})

    regions = [r.randrange(4) for _ in everyone]
    for region in range(4):
        money([i for i in everyone if regions[i] == region], most=int(pot * r.uniform(0.2, 0.5)))
    money([i for i in everyone if r.random() < 0.35], least=int(pot * r.uniform(0, 0.35)))
    applicants = [r.randrange(max(1, count // 2)) for _ in everyone]
    for applicant in sorted(set(applicants)):
        items = [i for i in everyone if applicants[i] == applicant]
        if len(items) > 2:
            conditions.append({"items": items, "weights": [1] * len(items), "most": 2})
    for _ in range(count // 10):
        pair = sorted(r.sample(everyone, 2))
        conditions.append({"items": pair, "weights": [1, 1], "most": 1})
    if r.random() < 0.5:
        conditions.append({"items": everyone, "weights": [1] * count, "most": r.randint(1, count)})
    return {"rule": "optimum", "values": values, "costs": costs, "conditions": conditions}


def places_case(_, number, r):
    count = r.randint(1, (10, 30, 60)[number % 3])
    return {"rule": "places", "values": [r.randint(13, 65) for _ in range(count)],
            "costs": [r.randint(50, 1500) * 1000 for _ in range(count)],
            "groups": [r.randrange(max(1, count // 2)) for _ in range(count)], "group-limit": 2,
            "pot": r.randint(1, count) * 400_000, "places": r.randint(1, 12)}


def conditions_of(case):
    if case["rule"] == "optimum":
        return case["conditions"]
    everyone = list(range(len(case["costs"])))
    conditions = [{"items": everyone, "weights": case["costs"], "most": case["pot"]},
                  {"items": everyone, "weights": [1] * len(everyone), "most": case["places"]}]
    for group in sorted(set(case["groups"])):
        items = [i for i in everyone if case["groups"][i] == group]
        conditions.append({"items": items, "weights": [1] * len(items), "most": case["group-limit"]})
    return conditions


def highs_answer(case):
    """The greatest value, or None when no selection meets the conditions."""
    conditions, count = conditions_of(case), len(case["values"])
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(conditions)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = numpy.array(case["values"], float)
    model.col_lower_, model.col_upper_ = numpy.zeros(count), numpy.ones(count)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.row_lower_ = numpy.array([c.get("least", -highspy.kHighsInf) for c in conditions], float)
    model.row_upper_ = numpy.array([c.get("most", highspy.kHighsInf) for c in conditions], float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = numpy.cumsum([0] + [len(c["items"]) for c in conditions])
    model.a_matrix_.index_ = numpy.concatenate([c["items"] for c in conditions])
    model.a_matrix_.value_ = numpy.concatenate([numpy.array(c["weights"], float) for c in conditions])
    solver.passModel(model)
    solver.run()
    status = str(solver.getModelStatus()).split(".")[-1]
    if status == "kInfeasible":
        return None
    assert status == "kOptimal", status
    chosen = [i for i, x in enumerate(solver.getSolution().col_value) if x > 0.5]
    assert allowed(conditions, chosen), "the solver's own answer breaks a condition"
    return sum(case["values"][i] for i in chosen)


def allowed(conditions, chosen):
    chosen = set(chosen)
    sums = [(c, sum(w for i, w in zip(c["items"], c["weights"]) if i in chosen)) for c in conditions]
    return all(c.get("least", total) <= total <= c.get("most", total) for c, total in sums)


def same_optimum(case, ours, best):
    """The same value, by a selection that keeps every condition; which of equally good ones is left open."""
    if best is None:
        return ours["status"] == "impossible"
    return (ours["status"] == "proven" and ours["value"] == best and allowed(conditions_of(case), ours["chosen"])
            and sum(case["values"][i] for i in ours["chosen"]) == best
            and sum(case["costs"][i] for i in ours["chosen"]) == ours["cost"])


# ------------------------------------------------------------------------------------------------------ run
SUITES = [
    ("equal-shares", vote_case, pabutools_answer, same_vote, "pabutools"),
    ("greedy", vote_case, pabutools_answer, same_vote, "pabutools"),
    ("largest-remainder", share_case, apportionment_answer, same_shares, "apportionment"),
    ("optimum", optimum_case, highs_answer, same_optimum, "highspy"),
    ("places", places_case, highs_answer, same_optimum, "highspy"),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--optima", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args()
    failed = False
    print("rule               cases  agree  explained  impossible  beside")
    for rule, make, peer, equal, package in SUITES:
        count = options.optima if package == "highspy" else options.cases
        cases = [make(rule, n, random.Random(f"{options.seed}/{rule}/{n}")) for n in range(count)]
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "cases.jsonl"
            file.write_text("".join(json.dumps(case) + "\n" for case in cases))
            done = subprocess.run(
                [options.program.resolve(), "allocation", file], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{rule}: the program ended with {done.returncode}: {done.stdout}{done.stderr}")
        ours = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(ours) == count, f"{len(ours)} outcomes of {count} cases"
        theirs = [peer(case) for case in cases]
        verdicts = [equal(cases[n], ours[n], theirs[n]) for n in range(count)]
        wrong = [n for n in range(count) if not verdicts[n]]
        told = sum(verdict == "explained" for verdict in verdicts)
        print(f"{rule:18} {count:5,} {count - len(wrong) - told:6,} {told:10,} {sum(t is None for t in theirs):11,}  "
              f"{package} {version(package)}", flush=True)
        for n in wrong[:3]:
            print(f"  case {n}: {json.dumps(cases[n])}\n  ours {ours[n]}\n  theirs {theirs[n]}")
        failed = failed or bool(wrong)
    raise SystemExit(1 if failed else 0)


main()
