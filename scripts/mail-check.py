"""Sends real mail to a real SMTP server with TLS and a password, and reads it with Python's mail library.

Usage: mail-check.py SPEELVELD WORK. Needs aiosmtpd beside its Python, and openssl.
"""

import email
import email.policy
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
work.mkdir(parents=True, exist_ok=True)
os.chmod(work, 0o755)
for name in ("server", "other"):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", work / f"{name}.key",
         "-out", work / f"{name}.pem"], check=True, capture_output=True)
(work / "password").write_text("een-goed-geheim\n")


class Sink:
    def __init__(self):
        self.messages, self.greylisted = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("alliantie-e@"):
            return "550 5.1.1 no such user"
        if address.startswith("alliantie-f@") and address not in self.greylisted:
            self.greylisted.add(address)
            return "450 4.7.1 greylisted"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        assert session.ssl is not None and session.authenticated, "in the open"
        self.messages.append(envelope.content)
        return "250 2.0.0 queued"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"speelveld" and data.password == b"een-goed-geheim"
    return AuthResult(success=good, handled=False)


sink = Sink()
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(work / "server.pem", work / "server.key")
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
controller = Controller(sink, hostname="127.0.0.1", port=port, server_hostname="localhost", tls_context=context,
                        require_starttls=True, auth_required=True, authenticator=authenticate)
controller.start()
env = dict(os.environ, SPEELVELD_DATA_DIR=str(work / "data"), LC_ALL="C.UTF-8")
mail = {"SPEELVELD_SMTP_HOST": "localhost", "SPEELVELD_SMTP_PORT": str(port),
        "SPEELVELD_SMTP_USER": "speelveld", "SPEELVELD_SMTP_PASSWORD_FILE": str(work / "password"),
        "SPEELVELD_MAIL_FROM": "emancipatie@ministerie.example", "SPEELVELD_MAIL_FROM_NAME": "Ministerie van OCW – Emancipatie"}


def speelveld(*words, day, settings=None, status=(0,)):
    done = subprocess.run([program, *words, "--today", day], env=dict(env, **(settings or {})),
                          capture_output=True, text=True)
    if done.returncode not in status:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    assert "een-goed-geheim" not in done.stdout + done.stderr
    return done.stdout


subprocess.run([program, "scheme", "activate", "config/schemes/emancipatie-2022-2027"], env=env, check=True,
               capture_output=True)
speelveld("portfolio", "import", "config/portfolios/emancipatie-2022-2027.yaml", day="2026-12-28")
speelveld("transition", "plan", "--from", "2026", "--to", "2027", "--as", "anna", day="2027-01-04")
speelveld("transition", "approve", "2026-2027-1", "--as", "bram", day="2027-01-04")
speelveld("transition", "apply", "2026-2027-1", "--as", "anna", day="2027-01-04")

wrong = dict(mail, SPEELVELD_SMTP_CA_FILE=str(work / "other.pem"))
untrusted = json.loads(speelveld("reminders", "run", "--json", day="2027-03-18", settings=wrong))
assert untrusted["delivered"] == 0 and untrusted["deferred"] > 5 and not sink.messages, untrusted
print(f"a server that we do not trust: {untrusted['deferred']} deferred, nothing sent")

right = dict(mail, SPEELVELD_SMTP_CA_FILE=str(work / "server.pem"))
done = json.loads(speelveld("reminders", "run", "--json", day="2027-03-19", settings=right, status=(3,)))
print(f"TLS and password: {done['delivered']} delivered, {done['deferred']} greylisted, {done['dead']} refused")
assert done["dead"] == 1 and done["deferred"] == 1 and done["delivered"] == len(sink.messages) > 4, done
later = json.loads(speelveld("reminders", "run", "--json", day="2027-03-22", settings=right))
assert later["delivered"] == 1, later
print("the greylisted one arrived later")
ids = set()
for content in sink.messages:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert not message.defects, message.defects
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain.get_content().strip() and "<html lang=" in html.get_content()
    assert message["from"].addresses[0].display_name == "Ministerie van OCW – Emancipatie"
    assert message["auto-submitted"] == "auto-generated"
    ids.add(message["message-id"])
assert len(ids) == len(sink.messages)
print(f"{len(ids)} messages read back by Python's mail library, such as: {message['subject']}")
controller.stop()
