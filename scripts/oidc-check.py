#!/usr/bin/env python3
"""Signs in to a real desk through a real OpenID Connect provider, and tries what must not work.

    scripts/oidc-check.py PROGRAM FOLDER

The provider is oidc-provider-mock (PyPI) on loopback, with a listener before it that writes down what the desk
sends. Checks: code flow with PKCE (the verifier that is sent hashes to the challenge that was shown), nonce and
state; a session for an account that is tied to the person and for nobody else; a denied request, a forged state, a
code used twice and an answer in another browser are refused. Exits 1 with the first thing that is wrong.
"""

import base64
import hashlib
import http.cookiejar
import io
import os
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import oidc_provider_mock
from werkzeug.serving import make_server

CLIENT, SECRET = "speelveld", "geheim-voor-de-proef"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Listener:
    """The provider, with the form of every token request kept."""

    def __init__(self, app):
        self.app, self.tokens = app, []

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].endswith("/token"):
            size = int(environ.get("CONTENT_LENGTH") or 0)
            body = environ["wsgi.input"].read(size)
            self.tokens.append(dict(urllib.parse.parse_qsl(body.decode())))
            environ["wsgi.input"] = io.BytesIO(body)
        return self.app(environ, start_response)


class Browser:
    """Follows redirections itself, so that each address on the way can be looked at."""

    def __init__(self):
        self.jar = http.cookiejar.CookieJar()
        handler = type("Still", (urllib.request.HTTPRedirectHandler,), {
            "redirect_request": lambda *_: None})
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), handler)

    def ask(self, address, form=None):
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            answer = self.opener.open(address, data, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        place = answer.headers.get("Location")
        return answer.status, urllib.parse.urljoin(address, place) if place else None, answer.read()


def check(right, what):
    if not right:
        sys.exit(f"WRONG: {what}")
    print(f"right: {what}", flush=True)


def query(address):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))


class Trial:
    def __init__(self, program, folder):
        self.program, self.folder, self.port = program, folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.listener = Listener(oidc_provider_mock.app(require_nonce=True))
        self.provider = make_server("127.0.0.1", 0, self.listener, threaded=True)
        self.issuer = f"http://127.0.0.1:{self.provider.server_port}"
        threading.Thread(target=self.provider.serve_forever, daemon=True).start()
        self.process = None

    def run(self, *arguments):
        done = subprocess.run(
            [self.program, *arguments, "--data-dir", self.folder], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def serve(self):
        credentials = pathlib.Path(self.folder) / "credentials"
        credentials.mkdir()
        (credentials / "sign-on-secret").write_text(SECRET)
        settings = {
            "SPEELVELD_SIGN_ON_ISSUER": self.issuer, "SPEELVELD_SIGN_ON_CLIENT": CLIENT,
            "CREDENTIALS_DIRECTORY": str(credentials), "SPEELVELD_PUBLIC_ADDRESS": self.address}
        self.process = subprocess.Popen(
            [self.program, "serve", "--data-dir", self.folder, "--listen",
             f"127.0.0.1:{self.port}", "--no-worker", "--log-level", "error"], env=os.environ | settings)
        for _ in range(600):
            try:
                with urllib.request.urlopen(self.address + "/health/ready", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit("the desk did not open")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=60)
        self.provider.shutdown()

    def begin(self, browser):
        status, place, _ = browser.ask(self.address + "/aanmelden/sso?terug=/hulp")
        check(status == 303 and place.startswith(self.issuer), "the desk sends the browser to the provider")
        return place

    def answer(self, browser, place, form):
        """What the provider sends back after somebody answered its page."""
        status, back, body = browser.ask(place, form)
        check(status in (302, 303) and back.startswith(self.address), "the provider sends it back")
        return back

    def is_in(self, browser):
        return browser.ask(self.address + "/")[0] == 200

    def walk(self):
        anna = Browser()
        place = self.begin(anna)
        asked = query(place)
        check(asked["response_type"] == "code" and asked["code_challenge_method"] == "S256",
              "it asks for a code, with a challenge of S256")
        check(min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 43,
              "state, nonce and challenge are long enough")
        back = self.answer(anna, place, {"sub": "anna-bij-de-aanbieder"})
        check(query(back)["state"] == asked["state"], "the state comes back")
        status, after, _ = anna.ask(back)
        sent = self.listener.tokens[-1]
        hashed = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest())
        check(hashed.decode().rstrip("=") == asked["code_challenge"],
              "the verifier hashes to the challenge")
        check(status == 303 and after == self.address + "/hulp", "she comes back to where she was")
        check(self.is_in(anna), "the session holds")
        count = len(self.listener.tokens)
        check(anna.ask(back)[1] is None and len(self.listener.tokens) == count,
              "the same answer does nothing a second time")

        stranger = Browser()
        back = self.answer(stranger, self.begin(stranger), {"sub": "niemand"})
        check(stranger.ask(back)[0] in (400, 401, 403) and not self.is_in(stranger),
              "who is tied to no account stays out")
        denied = Browser()
        back = self.answer(denied, self.begin(denied), {"action": "deny"})
        check("error" in query(back) and denied.ask(back)[0] >= 400 and not self.is_in(denied),
              "a refusal at the provider is a refusal here")
        forged = Browser()
        back = self.answer(forged, self.begin(forged), {"sub": "anna-bij-de-aanbieder"})
        check(forged.ask(re.sub(r"state=[\w-]+", "state=" + "A" * 43, back))[0] >= 400
              and not self.is_in(forged), "a forged state is refused")
        victim, thief = Browser(), Browser()
        back = self.answer(victim, self.begin(victim), {"sub": "anna-bij-de-aanbieder"})
        thief.ask(self.address + "/aanmelden")
        check(thief.ask(back)[0] >= 400 and not self.is_in(thief), "another browser's answer is refused")


def main():
    trial = Trial(*sys.argv[1:3])
    try:
        trial.run("user", "add", "anna", "--name", "Anna", "--role", "coordinator")
        trial.run("user", "sign-on", "anna", "--issuer", trial.issuer, "--subject",
                  "anna-bij-de-aanbieder")
        trial.serve()
        trial.walk()
    finally:
        trial.stop()


if __name__ == "__main__":
    main()
