#!/usr/bin/env python3
"""Walks the desk in a real browser, from sign-in to result, and looks at every page.

Starts the program on databases of its own on loopback. Every main job is done in Dutch without scripts and in
English by keyboard alone. Every page, full and empty, is checked in both languages, light and dark: axe with the
WCAG 2.2 AA rules, no sideways scrolling at 320 pixels, silence of the content policy, and every stop of the Tab
key visible and named. Exits 1 with a list of what is wrong, 0 when nothing is or when there is no Chromium.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

from person import faults
from program import Program


def started(binary, folder, portfolio):
    program = Program(binary, folder)
    program.fill(portfolio)
    links = {
        "anna": program.link("anna", "Anna de Vries", "coordinator", "policy-officer"),
        "bram": program.link("bram", "Bram Bakker", "coordinator"),
        "beheer": program.link("beheer", "Bea Heer", "administrator"),
    }
    program.serve("2027-01-04")
    return program, links


def full(browser, options, axe, folder):
    from person import Person
    from sweep import CHIEF, OUTSIDE, Sweep, full_pages
    from walks import walk_all

    program, links = started(options.binary, folder, portfolio=True)
    try:
        walk_all(browser, program, links)
        anna = Person(browser, program, "nl")
        anna.sign_in("anna")
        anna.follow("Overgangen", "Transitions")
        anna.button("Plan maken", "Make plan")
        anna.leave()
        sweep = Sweep(browser, program, axe, options.screenshots)
        sweep.go("full", "anna", full_pages(browser, program))
        sweep.go("full", "beheer", CHIEF)
        sweep.go("full", None, OUTSIDE)
    finally:
        program.stop()


def empty(browser, options, axe, folder):
    from person import Person
    from sweep import EMPTY, Sweep

    program, links = started(options.binary, folder, portfolio=False)
    try:
        anna = Person(browser, program, "nl")
        anna.password(links["anna"])
        anna.leave()
        Sweep(browser, program, axe, options.screenshots).go("empty", "anna", EMPTY)
    finally:
        program.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=".build/debug/speelveld")
    parser.add_argument("--screenshots", help="a folder for pictures of every page")
    parser.add_argument("--only", choices=["full", "empty"], help="one of the two databases")
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
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox"])
            if options.only != "empty":
                full(browser, options, Axe(), folder + "/full")
            if options.only != "full":
                empty(browser, options, Axe(), folder + "/empty")
            browser.close()
    print(f"{len(faults)} faults" if faults else "Nothing wrong.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
