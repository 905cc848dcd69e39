"""Reads a calendar feed with three libraries, and takes one client through subscribe, change and refresh.

Usage: feed-check.py SPEELVELD WORK. Needs icalendar, ics, vobject, vdirsyncer and khal beside its Python.
"""

import http.server
import os
import pathlib
import subprocess
import sys
import threading

import icalendar
import ics
import vobject

program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
work.mkdir(parents=True, exist_ok=True)
site = work / "site"
site.mkdir(exist_ok=True)
# The private server runs under an account of its own when this is root.
os.chmod(work, 0o755)
data = work / "data"
feed = site / "feed.ics"
env = dict(os.environ, SPEELVELD_DATA_DIR=str(data), LC_ALL="C.UTF-8", XDG_CONFIG_HOME=str(work),
           XDG_DATA_HOME=str(work / "share"), XDG_CACHE_HOME=str(work / "cache"), HOME=str(work))
tools = pathlib.Path(sys.executable).parent


def run(*words):
    done = subprocess.run([str(word) for word in words], env=env, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def speelveld(*words, day="2027-01-04"):
    return run(program, *words, "--today", day)


def read():
    """The feed as each library reads it: identifier -> (date, title)."""
    text = feed.read_bytes().decode()
    one = {str(e["uid"]): (e.decoded("dtstart"), str(e["summary"]))
           for e in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    two = {e.uid: (e.begin.date(), e.name) for e in ics.Calendar(text).events}
    three = {e.uid.value: (e.dtstart.value, e.summary.value)
             for e in vobject.readOne(text).vevent_list}
    assert one == two == three, "the libraries disagree"
    return one


run(program, "scheme", "activate", "config/schemes/emancipatie-2022-2027")
speelveld("portfolio", "import", "config/portfolios/emancipatie-2022-2027.yaml", day="2026-12-28")
speelveld("transition", "plan", "--from", "2026", "--to", "2027", "--as", "anna")
speelveld("transition", "approve", "2026-2027-1", "--as", "bram")
speelveld("transition", "apply", "2026-2027-1", "--as", "anna")
speelveld("calendar", "feed", "--lang", "nl", "--out", feed)
before = read()
print(f"three libraries read {len(before)} entries alike")

handler_class = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {
    "log_message": lambda *a: None,
    "__init__": lambda self, *a, **k: http.server.SimpleHTTPRequestHandler.__init__(self, *a, directory=str(site)),
})
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_class)
threading.Thread(target=server.serve_forever, daemon=True).start()

(work / "vdirsyncer").mkdir(exist_ok=True)
(work / "vdirsyncer" / "config").write_text(f"""
[general]
status_path = "{work}/status/"
[pair feed]
a = "local"
b = "remote"
collections = null
conflict_resolution = "b wins"
[storage local]
type = "filesystem"
path = "{work}/calendar/"
fileext = ".ics"
[storage remote]
type = "http"
url = "http://127.0.0.1:{server.server_port}/feed.ics"
""")
(work / "khal").mkdir(exist_ok=True)
(work / "khal" / "config").write_text(f"""
[calendars]
[[feed]]
path = {work}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
""")


def refresh():
    (work / "calendar").mkdir(exist_ok=True)
    run("sh", "-c", f"yes | {tools}/vdirsyncer discover")
    run(tools / "vdirsyncer", "sync")
    return run(tools / "khal", "list", "--format", "{start-date} {title} {status}", "2027-01-01", "2027-12-31")


subscribed = refresh()
assert "2027-04-01" in subscribed and "Politica" in subscribed, subscribed
print("one client subscribed and lists", subscribed.count("Tussenrapportage"), "interim reports")

speelveld("case", "do", "politica-2023/interim-report/2026", "file", day="2027-03-20")
speelveld("calendar", "feed", "--lang", "nl", "--out", feed, day="2027-03-20")
after = read()
assert after.keys() == before.keys(), "an identifier changed"
events = {str(e["uid"]): e for e in icalendar.Calendar.from_ical(feed.read_bytes()).walk("VEVENT")}
cancelled = [e for e in events.values() if str(e["status"]) == "CANCELLED"]
assert len(cancelled) == 1 and int(cancelled[0]["sequence"]) == 1, cancelled
refreshed = refresh()
assert refreshed.count("CANCELLED") + refreshed.count("\u2717") + refreshed.lower().count("cancel") > 0, refreshed
print("after a change and a refresh the client shows it cancelled:")
print([line for line in refreshed.splitlines() if "ancel" in line.lower() or "\u2717" in line][0])
server.shutdown()
