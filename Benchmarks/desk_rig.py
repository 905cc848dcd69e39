"""What `desk-load.py` measures with: a PostgreSQL and a desk of its own, and one JSON line a result."""

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
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEME = "emancipatie-2022-2027"
DAY = "2026-12-28"
PASSWORD = "een lange zin voor de proef"


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
