"""The program under test, on a data directory of its own; stopped by its process id."""

import re
import socket
import subprocess
import sys
import time
import urllib.request

SCHEME = "emancipatie-2022-2027"
BASE = f"/regelingen/{SCHEME}"
PASSWORD = "een lange zin voor de proef"


class Program:
    def __init__(self, binary, folder):
        self.binary, self.folder, self.process = binary, folder, None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def run(self, *arguments):
        command = [self.binary, *arguments, "--data-dir", self.folder, "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def fill(self, portfolio=True):
        day = ("--today", "2026-12-28")
        self.run("scheme", "activate", f"config/schemes/{SCHEME}", *day)
        if portfolio:
            self.run("portfolio", "import", f"config/portfolios/{SCHEME}.yaml", *day)

    def link(self, account, name, *roles):
        """Makes an account; the path of the link that lets its owner choose a password."""
        given = [part for role in roles for part in ("--role", role)]
        text = self.run("user", "add", account, "--name", name, *given)
        return re.search(r"/aanmelden/link/[\w-]+", text).group(0)

    def serve(self, day):
        command = [
            self.binary, "serve", "--data-dir", self.folder, "--today", day,
            "--listen", f"127.0.0.1:{self.port}", "--public-address", self.address,
            "--log-level", "error",
        ]
        self.process = subprocess.Popen(command)
        for _ in range(600):
            if self.process.poll() is not None:
                sys.exit("the desk stopped before it was open")
            try:
                with urllib.request.urlopen(self.address + "/health/live", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        sys.exit("the desk did not open within two minutes")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)
