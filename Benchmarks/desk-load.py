#!/usr/bin/env python3
"""Loads the desk with wrk over 100,000 obligations; one JSON line a result.

    Benchmarks/desk-load.py [--program FILE] [--bare FILE] [--obligations N] [--seconds S] [--steady S] [--runs N]

Starts a PostgreSQL and the desk of its own on loopback, fills the tables with copies of the shipped portfolio
(rows only: they are no part of the chain of events), and measures each page and API answer in turn with a bare
Hummingbird route that returns the same bytes. Then a mixed load for --steady seconds, with the memory and the
connections of the desk looked at each second; then the desk is ended and started again while changes are being
posted, and every change that was answered with success is looked for. Needs wrk. Stops what it started.
"""

import argparse
import collections
import http.client
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from desk_rig import ROOT, SCHEME, Desk, Server, free_port, report

ROUTES = {
    "page: Vandaag": f"/regelingen/{SCHEME}/vandaag",
    "page: verplichtingen": f"/regelingen/{SCHEME}/verplichtingen",
    "page: verplichtingen, filtered": f"/regelingen/{SCHEME}/verplichtingen?toestand=open&zoek=kopie-77",
    "page: allianties": f"/regelingen/{SCHEME}/allianties",
    "page: alliantie": f"/regelingen/{SCHEME}/allianties/politica",
    "page: herinneringen": f"/regelingen/{SCHEME}/herinneringen",
    "api: one alliance": f"/v1/regelingen/{SCHEME}/allianties/politica",
    "api: verplichtingen": f"/v1/regelingen/{SCHEME}/verplichtingen",
    "api: openapi.json": "/v1/openapi.json",
}


def fill(server, obligations):
    """Copies of the running awards, each with its periods and a hundred obligations of each kind."""
    own = int(server.sql("select count(*) from obligation where award is not null"))
    each = 100
    copies = -(-obligations // (own * each))
    server.sql("set session_replication_role = replica;" + "".join(
        f"""
        insert into {table} select (jsonb_populate_record(t, {changes})).*
        from {table} t cross join generate_series(1, {copies}) n cross join generate_series(1, {times}) m
        where {condition};
        """
        for table, condition, changes, times in [
            ("alliance", "true", "jsonb_build_object('id', t.id || '-kopie-' || n)", 1),
            ("award", "true", "jsonb_build_object('id', t.id || '-kopie-' || n,"
             " 'recipient', t.recipient || '-kopie-' || n)", 1),
            ("period", "true", "jsonb_build_object('id', t.award || '-kopie-' || n || '/' || t.year,"
             " 'award', t.award || '-kopie-' || n)", 1),
            ("obligation", "award is not null",
             "jsonb_build_object('id', t.award || '-kopie-' || n || substr(t.id, length(t.award) + 1)"
             " || '/' || m, 'award', t.award || '-kopie-' || n, 'due', t.due + (n + 7 * m) % 700)", each),
        ]) + "analyze;")
    return int(server.sql("select count(*) from obligation"))


def wrk(port, path, seconds, headers=()):
    given = [part for header in headers for part in ("-H", header)]
    done = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "30s", "--latency", *given,
         f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in done or "Socket errors" in done:
        sys.exit(f"{path}: {done}")
    units = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}
    value, unit = re.search(r"99%\s+([\d.]+)(\w+)", done).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done).group(1)), float(value) * units[unit]


def measure_routes(desk, bare_program, session, token, arguments, work):
    for name, path in ROUTES.items():
        headers = [f"Authorization: Bearer {token}"] if name.startswith("api") else [f"Cookie: {session}"]
        status, body, kind = desk.get(path, dict(header.split(": ", 1) for header in headers))
        if status != 200:
            sys.exit(f"{path}: {status} {body[:300]}")
        same = work / "same"
        same.write_bytes(body)
        port = free_port()
        bare = subprocess.Popen([bare_program, str(port), str(same), kind], stderr=subprocess.DEVNULL)
        try:
            time.sleep(1)
            ours, plain = [], []
            for _ in range(arguments.runs):
                ours.append(wrk(desk.port, path, arguments.seconds, headers))
                plain.append(wrk(port, "/", arguments.seconds))
        finally:
            bare.terminate()
            bare.wait()
        size = len(body)
        report(name, "requests/s", [rate for rate, _ in ours], bytes=size)
        report(name + ", p99", "ms", [late for _, late in ours], bytes=size)
        report(name + ", bare route", "requests/s", [rate for rate, _ in plain], bytes=size)
        if not all(rate for rate, _ in ours):
            sys.exit(f"{path}: no answer within {arguments.seconds} s; give it more with --seconds")
        report(name + ", bare/ours", "ratio", [b[0] / o[0] for o, b in zip(ours, plain)], bytes=size)


def steady(desk, server, session, seconds):
    """All pages at once for a while; false when one was not answered, or the desk keeps growing."""
    paths = [path for name, path in ROUTES.items() if name.startswith("page")]
    memory, connections, statuses = [], [], collections.Counter()
    until = time.monotonic() + seconds
    stop = threading.Event()

    def visit(path):
        while not stop.is_set():
            try:
                statuses[desk.get(path, {"Cookie": session})[0]] += 1
            except OSError as error:
                statuses[type(error).__name__] += 1

    visitors = [threading.Thread(target=visit, args=(path,)) for path in paths]
    for visitor in visitors:
        visitor.start()
    while time.monotonic() < until:
        time.sleep(1)
        memory.append(desk.memory())
        connections.append(int(server.sql("select count(*) - 1 from pg_stat_activity where datname = 'desk'")))
    stop.set()
    for visitor in visitors:
        visitor.join()
    part = max(1, len(memory) // 10)
    begin, end = memory[part:2 * part] or memory, memory[-part:]
    report("steady load, memory at the beginning", "MB", begin)
    report("steady load, memory at the end", "MB", end)
    report("steady load, database connections", "count", connections)
    report("steady load, pages", "requests/s", [statuses[200] / seconds], seconds=seconds)
    others = sum(statuses.values()) - statuses[200]
    report("steady load, not answered with 200", "requests", [others], seconds=seconds)
    return others == 0 and statistics.median(end) < 1.2 * statistics.median(begin)


def restart_under_load(desk, server, token, rounds):
    """Exceptions are granted while the desk is ended and started again; each that was answered 201 must be there.

    The chain of events is asked: a later exception for the same award takes the place of an earlier one, and its
    event stays.
    """
    headers = {"Authorization": f"Bearer {token}"}
    awards = server.sql(
        "select award from period where year = 2027 and award not like '%kopie%' order by award limit 4")
    accepted, refused, stop = set(), collections.Counter(), threading.Event()

    def post(number, award):
        turn = 0
        while not stop.is_set():
            turn += 1
            reason = f"proef {number} {turn}"
            try:
                status, body = desk.post(
                    f"/v1/regelingen/{SCHEME}/uitzonderingen",
                    {"verlening": award, "jaar": 2027, "reden": reason}, headers)
                if status == 201:
                    accepted.add(reason)
                else:
                    refused[status] += 1
                    if status not in (409, 503):
                        sys.stderr.write(f"{status} {body[:300]}\n")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    senders = [
        threading.Thread(target=post, args=(number, award))
        for number, award in enumerate(awards.splitlines())]
    for sender in senders:
        sender.start()
    for _ in range(rounds):
        time.sleep(3)
        desk.stop()
        desk.start()
    time.sleep(2)
    stop.set()
    for sender in senders:
        sender.join()
    kept = set(server.sql(
        "select (regexp_match(body, 'proef [0-9]+ [0-9]+'))[1] from event"
        " where kind = 'exception.granted'").splitlines())
    report("restart under load, accepted", "changes", [len(accepted)], restarts=rounds)
    report("restart under load, accepted and lost", "changes", [len(accepted - kept)], restarts=rounds)
    report("restart under load, refused", "requests", [sum(refused.values())], restarts=rounds)
    return bool(accepted) and not accepted - kept and not set(refused) - {409, 503}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(ROOT / ".build/release/speelveld"))
    parser.add_argument("--bare", default=str(ROOT / "Benchmarks/.build/release/bare-server"))
    parser.add_argument("--obligations", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--steady", type=int, default=600)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--restarts", type=int, default=5)
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed (Debian package wrk)")
    work = pathlib.Path(tempfile.mkdtemp(prefix="desk-load-", dir="/var/tmp"))
    work.chmod(0o755)
    server, desk = Server(str(work)), Desk(str(pathlib.Path(arguments.program).resolve()), work / "desk.log")
    try:
        server.start()
        desk.command("scheme", "activate", f"config/schemes/{SCHEME}")
        desk.command("portfolio", "import", f"config/portfolios/{SCHEME}.yaml")
        link = re.search(r"/aanmelden/link/[\w-]+", desk.command(
            "user", "add", "anna", "--name", "Anna", "--role", "coordinator", "--role", "policy-officer")).group(0)
        made = desk.command("token", "make", "anna", "--name", "load", "--permission", "view-casework",
                            "--permission", "grant-exception", "--days", "2")
        token = re.search(r"\bspeelveld_[\w-]+", made) or sys.exit(f"no token in: {made}")
        print(f"{fill(server, arguments.obligations)} obligations", file=sys.stderr)
        desk.start()
        session = desk.sign_in(link)
        measure_routes(desk, arguments.bare, session, token.group(0), arguments, work)
        if arguments.steady and not steady(desk, server, session, arguments.steady):
            sys.exit("the steady load was not steady")
        if not restart_under_load(desk, server, token.group(0), arguments.restarts):
            sys.exit("accepted changes were lost, or requests failed")
    finally:
        desk.stop()
        server.stop()
        shutil.rmtree(work, ignore_errors=True)


main()
