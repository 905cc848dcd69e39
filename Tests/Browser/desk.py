#!/usr/bin/env python3
"""Walks the desk in a real browser, from sign-in to result.

Starts the program on a database of its own on loopback, and checks on each page: axe with the WCAG 2.2 AA
rules in light and dark, no sideways scrolling at 320 pixels, silence of the content policy, and every stop of
the Tab key visible and named. Walks each main job, one of them without JavaScript and one by keyboard alone.
Exits 1 with a list of what is wrong, 0 when nothing is or when there is no Chromium.
"""

import argparse
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

SCHEME = "emancipatie-2022-2027"
BASE = f"/regelingen/{SCHEME}"
WHY = "politica-2023%2Fobligation%2Finterim-report%2F2026"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "een lange zin voor de proef"

PAGES = {
    "vandaag": "/",
    "verplichtingen": f"{BASE}/verplichtingen?toestand=alle",
    "verplichtingen-leeg": f"{BASE}/verplichtingen?zoek=bestaat-niet",
    "verplichtingen-fout": f"{BASE}/verplichtingen?vanaf=gisteren",
    "waarom": f"{BASE}/waarom?kenmerk={WHY}",
    "overgangen": f"{BASE}/overgangen",
    "overgang": f"{BASE}/overgangen/2026-2027-1",
    "allianties": f"{BASE}/allianties",
    "alliantie": f"{BASE}/allianties/politica",
    "zaak": f"{BASE}/zaak?kenmerk=politica-2023",
    "brieven": f"{BASE}/brieven?verlening=politica-2023",
    "regeling": BASE,
    "regels": f"{BASE}/regels",
    "regel": f"{BASE}/regels/2023-02-24/Periodeovergang",
    "herinneringen": f"{BASE}/herinneringen",
    "scenarios": f"{BASE}/scenarios",
    "vergelijking": f"{BASE}/scenarios/vergelijking?s=selection.places%3D6",
    "bonnen": f"{BASE}/bonnen",
    "gebeurtenissen": f"{BASE}/gebeurtenissen",
    "gebeurtenis": f"{BASE}/gebeurtenissen/1",
    "hulp": "/hulp",
    "toegankelijkheid": "/toegankelijkheid",
    "niet-gevonden": f"{BASE}/allianties/bestaat-niet",
}

faults = []


def check(condition, text):
    if not condition:
        faults.append(text)
        print("  FAULT", text, flush=True)


class Program:
    """The program on a data directory of its own; stopped by its process id."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.process = binary, folder, None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def run(self, *arguments):
        command = [self.binary, *arguments, "--data-dir", self.folder, "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def link(self, account, name, *roles):
        given = [part for role in roles for part in ("--role", role)]
        text = self.run("user", "add", account, "--name", name, *given)
        return re.search(r"/aanmelden/link/[\w-]+", text).group(0)

    def serve(self, day):
        command = [
            self.binary, "serve", "--data-dir", self.folder, "--today", day,
            "--listen", f"127.0.0.1:{self.port}", "--public-address", self.address,
        ]
        self.process = subprocess.Popen(command)
        for _ in range(300):
            if self.process.poll() is not None:
                sys.exit("the desk stopped before it was open")
            try:
                with urllib.request.urlopen(self.address + "/health/live", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        sys.exit("the desk did not open within a minute")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)


def choose_password(page, program, link):
    page.goto(program.address + link)
    page.fill("[name=wachtwoord]", PASSWORD)
    page.fill("[name=nogmaals]", PASSWORD)
    page.click("main button[type=submit]")


def sign_in(page, program, account):
    page.goto(program.address + "/aanmelden")
    page.fill("[name=account]", account)
    page.fill("[name=wachtwoord]", PASSWORD)
    page.click("main button[type=submit]")


def heading(page, text):
    found = page.locator("h1").inner_text()
    check(text in found, f"{page.url}: heading “{found}”, not “{text}”")


def walk_transition(browser, program, links):
    """Plan, approve by another, apply, undo: in Dutch, without JavaScript."""
    print("overgang, zonder JavaScript", flush=True)
    anna = browser.new_context(locale="nl-NL", java_script_enabled=False).new_page()
    bram = browser.new_context(locale="nl-NL", java_script_enabled=False).new_page()
    choose_password(anna, program, links["anna"])
    heading(anna, "Vandaag")
    anna.click("nav.main >> text=Overgangen")
    anna.click("text=Plan maken")
    check("Het plan is gemaakt" in anna.content(), "no confirmation of the plan")
    check(anna.locator("#goedkeuren").count() == 0, "the planner is offered to approve")
    place = anna.url.split("?")[0]
    choose_password(bram, program, links["bram"])
    bram.goto(place)
    bram.click("#goedkeuren button")
    check("Het plan is goedgekeurd" in bram.content(), "no confirmation of the approval")
    anna.goto(place)
    anna.click("#uitvoeren button")
    check("De overgang is uitgevoerd" in anna.content(), "no confirmation of the transition")
    check("Wat er is gebeurd, per alliantie" in anna.content(), "no result by alliance")
    anna.click("details:has(#terugdraaien) > summary")
    anna.click("#terugdraaien button")
    check("De overgang is teruggedraaid" in anna.content(), "no confirmation of undoing")
    anna.goto(program.address + f"{BASE}/overgangen")
    anna.click("text=Plan maken")
    anna.context.close()
    bram.context.close()


def walk_obligations(browser, program):
    """Filter, keep a view, ask why, export: in English, by keyboard alone."""
    print("obligations, by keyboard", flush=True)
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    page = context.new_page()
    sign_in(page, program, "anna")
    heading(page, "Today")
    page.goto(program.address + f"{BASE}/verplichtingen")
    page.focus("#filter-vanaf")
    page.keyboard.type("1/1/2026")
    page.keyboard.press("Enter")
    check("1 January 2026" in page.content(), "the date is not said back")
    check("vanaf=1%2F1%2F2026" in page.url, "the filter is not in the address")
    page.focus("details summary")
    page.keyboard.press("Enter")
    page.focus("#bewaar-naam")
    page.keyboard.type("This year")
    page.keyboard.press("Enter")
    check("The view “This year” is kept." in page.content(), "the view is not kept")
    with page.expect_download() as download:
        page.focus("text=As CSV (Excel)")
        page.keyboard.press("Enter")
    data = pathlib.Path(download.value.path()).read_bytes()
    check(data.startswith(b"\xef\xbb\xbf") and b";" in data, "the CSV is not for Dutch Excel")
    page.focus("table#verplichtingen tbody td a")
    page.keyboard.press("Enter")
    heading(page, "Why this date?")
    context.close()


def walk_scenario(browser, program):
    """Make a scenario with a fault in it, mend it, compare: in English."""
    print("scenario", flush=True)
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    sign_in(page, program, "anna")
    page.goto(program.address + f"{BASE}/scenarios")
    page.fill("[name='selection.places']", "many")
    page.click("#knoppen button")
    check(page.locator(".summary").count() == 1, "no summary of faults")
    focused = page.evaluate("document.activeElement.id")
    check(focused == "knoppen-summary", f"focus is on “{focused}”, not on the summary")
    check(page.input_value("[name='selection.places']") == "many", "the input is lost")
    page.fill("[name='selection.places']", "6")
    page.click("#knoppen button")
    heading(page, "Comparison of scenarios")
    check("speelveld scenario run scenario-a.yaml" in page.content(), "no way to reproduce")
    context.close()


def walk_languages(browser, program):
    print("language", flush=True)
    page = browser.new_context(locale="nl-NL").new_page()
    sign_in(page, program, "anna")
    page.goto(program.address + f"{BASE}/verplichtingen?toestand=alle")
    page.click("text=English")
    heading(page, "Obligations")
    check("toestand=alle" in page.url, "choosing a language loses the filter")
    page.context.close()


def sweep(browser, program, axe, shots):
    """Every page in both languages, light and dark, wide and narrow."""
    for language in ("nl", "en"):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                locale="nl-NL" if language == "nl" else "en-GB", color_scheme=scheme,
                bypass_csp=True, viewport={"width": 1200, "height": 900})
            page = context.new_page()
            sign_in(page, program, "anna")
            for name, path in PAGES.items():
                page.goto(program.address + path)
                check(page.locator("h1").count() == 1, f"{name}: not one h1")
                check(page.get_attribute("html", "lang") == language, f"{name}: wrong lang")
                found = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
                for violation in found.response["violations"]:
                    nodes = [node["target"] for node in violation["nodes"][:3]]
                    check(False, f"{name} {language} {scheme}: {violation['id']} {nodes}")
                if shots:
                    page.screenshot(path=f"{shots}/{name}-{language}-{scheme}.png", full_page=True)
            context.close()
            print(f"axe {language} {scheme}: {len(PAGES)} pages", flush=True)
    narrow(browser, program, shots)


def narrow(browser, program, shots):
    context = browser.new_context(
        locale="nl-NL", viewport={"width": 320, "height": 800}, color_scheme="light")
    page = context.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    sign_in(page, program, "anna")
    for name, path in PAGES.items():
        messages.clear()
        page.goto(program.address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        check(width <= 320, f"{name}: {width} pixels wide at 320")
        policy = [text for text in messages if "Content Security Policy" in text]
        check(not policy, f"{name}: {policy}")
        tab(page, name)
        if shots:
            page.screenshot(path=f"{shots}/{name}-320.png", full_page=True)
            page.pdf(path=f"{shots}/{name}.pdf")
    context.close()
    print(f"320 pixels, policy and Tab: {len(PAGES)} pages", flush=True)


def tab(page, name):
    """Every stop of the Tab key is visible, named, and shows that it has the focus."""
    page.evaluate("document.activeElement && document.activeElement.blur()")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
            const r = e.getBoundingClientRect(), s = getComputedStyle(e);
            const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
            const by = (e.getAttribute('aria-labelledby') || '').split(' ')
              .map(i => document.getElementById(i)?.innerText || '').join('');
            return { key: e.tagName + (e.id || e.getAttribute('href') || e.name || e.innerText),
              name: (e.getAttribute('aria-label') || by || label || e.innerText || e.title || '').trim(),
              visible: r.width > 0 && r.height > 0,
              ring: s.outlineStyle !== 'none' || s.boxShadow !== 'none' } }""")
        if stop is None:
            break
        if stop["key"] in seen:
            continue
        seen.add(stop["key"])
        for what in ("name", "visible", "ring"):
            check(stop[what], f"{name}: a stop of Tab has no {what}: {stop['key'][:60]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=".build/debug/speelveld")
    parser.add_argument("--screenshots", help="a folder for pictures of every page")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if not chromium:
        print("SKIPPED: there is no Chromium here; install it (Debian: chromium) to walk the desk.")
        return 0
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    if options.screenshots:
        pathlib.Path(options.screenshots).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="speelveld-browser-") as folder:
        pathlib.Path(folder).chmod(0o755)
        program = Program(options.binary, folder + "/data")
        program.run("scheme", "activate", f"config/schemes/{SCHEME}", "--today", "2026-12-28")
        program.run(
            "portfolio", "import", f"config/portfolios/{SCHEME}.yaml", "--today", "2026-12-28")
        links = {
            "anna": program.link("anna", "Anna de Vries", "coordinator", "policy-officer"),
            "bram": program.link("bram", "Bram Bakker", "coordinator"),
        }
        program.serve("2027-01-04")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox"])
                walk_transition(browser, program, links)
                walk_obligations(browser, program)
                walk_scenario(browser, program)
                walk_languages(browser, program)
                sweep(browser, program, Axe(), options.screenshots)
                browser.close()
        finally:
            program.stop()
    print(f"{len(faults)} faults" if faults else "Nothing wrong.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
