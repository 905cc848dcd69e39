"""Every page, empty and full, in both languages: axe in light and dark, 320 pixels, print, Tab, content policy."""

from person import Person, check
from program import BASE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What is there on an installation without casework too.
EMPTY = {
    "vandaag": "/",
    "verplichtingen": f"{BASE}/verplichtingen?toestand=alle",
    "overgangen": f"{BASE}/overgangen",
    "allianties": f"{BASE}/allianties",
    "regeling": BASE,
    "regels": f"{BASE}/regels",
    "herinneringen": f"{BASE}/herinneringen",
    "scenarios": f"{BASE}/scenarios",
    "bonnen": f"{BASE}/bonnen",
    "gebeurtenissen": f"{BASE}/gebeurtenissen",
}
FULL = EMPTY | {
    "verplichtingen-geen": f"{BASE}/verplichtingen?zoek=bestaat-niet",
    "verplichtingen-fout": f"{BASE}/verplichtingen?vanaf=gisteren",
    "alliantie": f"{BASE}/allianties/politica",
    "zaak": f"{BASE}/zaak?kenmerk=politica-2023",
    "brieven": f"{BASE}/brieven?verlening=politica-2023",
    "regel": f"{BASE}/regels/2023-02-24/Periodeovergang",
    "gebeurtenis": f"{BASE}/gebeurtenissen/1",
    "hulp": "/hulp",
    "toegankelijkheid": "/toegankelijkheid",
    "niet-gevonden": f"{BASE}/allianties/bestaat-niet",
}
CHIEF = {"gebruikers": "/gebruikers", "gebruiker": "/gebruikers/anna"}
OUTSIDE = {"aanmelden": "/aanmelden"}



def full_pages(browser, program):
    """The pages of the full state, with those of the run that was made last and of an open report."""
    anna = Person(browser, program, "nl")
    anna.sign_in("anna")
    anna.open(f"{BASE}/scenarios")
    place = anna.page.locator("table#runs tbody a").first.get_attribute("href")
    anna.open(f"{BASE}/verplichtingen?soort=interim-report&toestand=open")
    why = anna.page.locator("table#verplichtingen tbody td a").first.get_attribute("href")
    anna.open(f"{BASE}/overgangen")
    runs = anna.page.locator("table#overgangen tbody th a").evaluate_all(
        "l => l.map(a => a.getAttribute('href'))")
    anna.leave()
    return FULL | {
        "overgang-gepland": runs[0], "overgang-uitgevoerd": runs[1],
        "vergelijking": place, "ontwerp": f"{place}/ontwerp?scenario=scenario-a",
        "waarom": why, "indienen": why.replace("/waarom?", "/indienen?")}


STOP = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
  const by = (e.getAttribute('aria-labelledby') || '').split(' ')
    .map(i => document.getElementById(i)?.innerText || '').join('');
  return { key: e.tagName + (e.id || e.getAttribute('href') || e.name || e.innerText),
    name: (e.getAttribute('aria-label') || by || label || e.innerText || e.title || '').trim(),
    visible: r.width > 0 && r.height > 0,
    ring: s.outlineStyle !== 'none' || s.boxShadow !== 'none' } }"""


class Sweep:
    """The pages of one program for one account."""

    def __init__(self, browser, program, axe, shots):
        self.browser, self.program, self.axe, self.shots = browser, program, axe, shots

    def go(self, state, account, pages):
        for language in ("nl", "en"):
            for scheme in ("light", "dark"):
                self.wide(state, account, pages, language, scheme)
        self.narrow(state, account, pages)

    def _page(self, account, language, **options):
        locale = "nl-NL" if language == "nl" else "en-GB"
        context = self.browser.new_context(locale=locale, **options)
        page = context.new_page()
        if account:
            person = Person.__new__(Person)
            person.page, person.program = page, self.program
            person.language, person.keyboard = language, False
            person.sign_in(account)
        return page

    def wide(self, state, account, pages, language, scheme):
        page = self._page(
            account, language, color_scheme=scheme, bypass_csp=True,
            viewport={"width": 1200, "height": 900})
        for name, path in pages.items():
            where = f"{name} {state} {language} {scheme}"
            page.goto(self.program.address + path)
            check(page.locator("h1").count() == 1, f"{where}: not one h1")
            check(page.get_attribute("html", "lang") == language, f"{where}: wrong lang")
            self.inspect(page, where)
            self.shoot(page, f"{name}-{state}-{language}-{scheme}")
        page.context.close()
        print(f"axe, {state}, {language}, {scheme}: {len(pages)} pages", flush=True)

    def inspect(self, page, where):
        found = self.axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        for violation in found.response["violations"]:
            nodes = [node["target"] for node in violation["nodes"][:3]]
            check(False, f"{where}: {violation['id']} {nodes}")

    def narrow(self, state, account, pages):
        page = self._page(
            account, "nl", viewport={"width": 320, "height": 800}, color_scheme="light")
        messages = []
        page.on("console", lambda message: messages.append(message.text))
        for name, path in pages.items():
            messages.clear()
            page.goto(self.program.address + path)
            width = page.evaluate("document.documentElement.scrollWidth")
            check(width <= 320, f"{name} {state}: {width} pixels wide at 320")
            policy = [text for text in messages if "Content Security Policy" in text]
            check(not policy, f"{name} {state}: {policy}")
            self.tab(page, f"{name} {state}")
            self.shoot(page, f"{name}-{state}-320")
            if self.shots:
                page.set_viewport_size({"width": 794, "height": 1123})
                page.emulate_media(media="print")
                self.shoot(page, f"{name}-{state}-print")
                page.emulate_media(media="screen")
                page.set_viewport_size({"width": 320, "height": 800})
        page.context.close()
        print(f"320 pixels, policy and Tab, {state}: {len(pages)} pages", flush=True)

    def shoot(self, page, name):
        if self.shots:
            page.screenshot(path=f"{self.shots}/{name}.png", full_page=True)

    def tab(self, page, name):
        """Every stop of the Tab key is visible, named, and shows that it has the focus."""
        page.evaluate("document.activeElement && document.activeElement.blur()")
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                break
            if stop["key"] in seen:
                continue
            seen.add(stop["key"])
            for what in ("name", "visible", "ring"):
                check(stop[what], f"{name}: a stop of Tab has no {what}: {stop['key'][:60]}")
