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
import http.client
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEME = "emancipatie-2022-2027"
DAY = "2026-12-28"
PASSWORD = "een lange zin voor de proef"

ROUTES = {
    "page: Vandaag": f"/regelingen/{SCHEME}/vandaag",
    "page: verplichtingen": f"/regelingen/{SCHEME}/verplichtingen",
    "page: verplichtingen, filtered": f"/regelingen/{SCHEME}/verplichtingen?toestand=open&zoek=kopie-77",
    "page: alliantie": f"/regelingen/{SCHEME}/allianties/politica",
    "page: herinneringen": f"/regelingen/{SCHEME}/herinneringen",
    "api: one alliance": f"/v1/regelingen/{SCHEME}/allianties/politica",
    "api: verplichtingen": f"/v1/regelingen/{SCHEME}/verplichtingen",
    "api: openapi.json": "/v1/openapi.json",
}


def report(case, unit, samples, **params):
    samples = [round(s, 4) for s in samples]
    print(json.dumps({
        "bench": "desk", "case": case, "params": params, "unit": unit,
        "median": statistics.median(samples), "min": min(samples), "max": max(samples), "runs": len(samples),
    }), flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A PostgreSQL with its defaults, in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.bin = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self.prefix = []
        if os.geteuid() == 0:
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            shutil.chown(folder, "postgres")

    def run(self, program, *arguments):
        subprocess.run(
            [*self.prefix, str(self.bin / program), *arguments], check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT)

    def start(self):
        self.run("initdb", "-D", f"{self.folder}/cluster", "-U", "speelveld", "--auth=trust")
        self.run(
            "pg_ctl", "start", "-w", "-D", f"{self.folder}/cluster", "-l", f"{self.folder}/log",
            "-o", f"-k {self.folder} -c listen_addresses=''")
        os.environ |= {"PGHOST": self.folder, "PGUSER": "speelveld", "PGDATABASE": "desk"}
        subprocess.run([self.bin / "createdb", "desk"], check=True)

    def sql(self, text):
        done = subprocess.run(
            [self.bin / "psql", "-qtA", "-v", "ON_ERROR_STOP=1", "-c", text], check=True,
            capture_output=True, text=True)
        return done.stdout.strip()

    def stop(self):
        self.run("pg_ctl", "stop", "-w", "-m", "fast", "-D", f"{self.folder}/cluster")


class Desk:
    def __init__(self, program, log):
        self.program, self.port, self.process, self.log = program, free_port(), None, log

    def command(self, *arguments):
        done = subprocess.run(
            [self.program, *arguments, "--today", DAY], capture_output=True, text=True, cwd=ROOT)
        if done.returncode not in (0, 3):
            sys.exit(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def start(self):
        environment = os.environ | {
            "SPEELVELD_REQUESTS_PER_MINUTE": "1000000", "SPEELVELD_LOG_LEVEL": "error"}
        self.process = subprocess.Popen(
            [self.program, "serve", "--today", DAY, "--listen", f"127.0.0.1:{self.port}"], cwd=ROOT,
            env=environment, stdout=subprocess.DEVNULL, stderr=self.log.open("a"))
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.get("/health/ready")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit(f"the desk did not open\n{self.log.read_text()[-2000:]}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)

    def get(self, path, headers={}):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.getheader("Content-Type")

    def post(self, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST", path, json.dumps(body), headers | {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def sign_in(self, link):
        """The cookie of a session, got as a browser gets it."""
        base = f"http://127.0.0.1:{self.port}"
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = browser.open(base + link).read().decode()
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
        form = hidden | {"wachtwoord": PASSWORD, "nogmaals": PASSWORD}
        browser.open(base + link, urllib.parse.urlencode(form).encode())
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


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
    paths = [path for name, path in ROUTES.items() if name.startswith("page")]
    memory, connections = [], []
    until = time.monotonic() + seconds
    stop = threading.Event()

    def visit(path):
        while not stop.is_set():
            desk.get(path, {"Cookie": session})

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
    report("steady load, memory at the beginning", "MB", memory[part:2 * part] or memory)
    report("steady load, memory at the end", "MB", memory[-part:])
    report("steady load, database connections", "count", connections)


def restart_under_load(desk, server, token, rounds):
    """Exceptions are granted while the desk is ended and started again; each that was answered 201 must be there."""
    headers = {"Authorization": f"Bearer {token}"}
    accepted, stop = set(), threading.Event()

    def post(number):
        turn = 0
        while not stop.is_set():
            turn += 1
            try:
                status, body = desk.post(
                    f"/v1/regelingen/{SCHEME}/uitzonderingen",
                    {"verlening": "politica-2023-kopie-%d" % (number * 100 + turn), "jaar": 2027,
                     "reden": f"proef {number} {turn}"}, headers)
                if status == 201:
                    accepted.add(f"proef {number} {turn}")
                elif status != 503:
                    sys.stderr.write(f"{status} {body[:200]}\n")
            except OSError:
                time.sleep(0.05)

    senders = [threading.Thread(target=post, args=(number,)) for number in range(4)]
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
    kept = set(server.sql("select reason from exception where reason like 'proef %'").splitlines())
    report("restart under load, accepted", "changes", [len(accepted)], restarts=rounds)
    report("restart under load, accepted and lost", "changes", [len(accepted - kept)], restarts=rounds)
    return not accepted - kept


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
        if arguments.steady:
            steady(desk, server, session, arguments.steady)
        if not restart_under_load(desk, server, token.group(0), arguments.restarts):
            sys.exit("accepted changes were lost")
    finally:
        desk.stop()
        server.stop()
        shutil.rmtree(work, ignore_errors=True)


main()
