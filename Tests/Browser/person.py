"""Somebody at the desk: with a mouse, or with the keyboard alone."""

from program import PASSWORD

faults = []


def check(condition, text):
    if not condition:
        faults.append(text)
        print("  FAULT", text, flush=True)


class Person:
    """Speaks Dutch or English; with `keyboard`, whatever is pressed or filled was reached by Tab."""

    def __init__(self, browser, program, language, scripts=True, keyboard=False):
        locale = "nl-NL" if language == "nl" else "en-GB"
        self.context = browser.new_context(
            locale=locale, java_script_enabled=scripts, accept_downloads=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.program, self.language, self.keyboard = program, language, keyboard

    def __call__(self, dutch, english):
        return dutch if self.language == "nl" else english

    def open(self, path):
        self.page.goto(path if path.startswith("http") else self.program.address + path)

    def reach(self, target):
        """Goes to an element by Tab alone."""
        target = target.first
        is_there = "e => e === document.activeElement"
        for _ in range(400):
            if target.evaluate(is_there):
                return True
            self.page.keyboard.press("Tab")
        check(False, f"{self.page.url}: Tab does not reach {target}")
        target.focus()
        return False

    def press(self, target, stays=False):
        """Presses a link or a button; waits for the page that follows, unless this one stays."""
        if isinstance(target, str):
            target = self.page.locator(target)
        if not self.keyboard:
            target.first.click()
        elif self.reach(target) and not stays:
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("Enter")

    def button(self, dutch, english, stays=False):
        name = self(dutch, english)
        self.press(self.page.get_by_role("button", name=name, exact=True), stays)

    def follow(self, dutch, english, stays=False):
        self.press(self.page.get_by_role("link", name=self(dutch, english)), stays)

    def unfold(self, dutch, english):
        self.press(self.page.locator("summary", has_text=self(dutch, english)), stays=True)

    def fill(self, selector, text):
        field = self.page.locator(selector)
        if self.keyboard:
            self.reach(field)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.press("Delete")
            self.page.keyboard.type(text)
        else:
            field.fill(text)

    def choose(self, selector, value):
        field = self.page.locator(selector)
        if self.keyboard:
            self.reach(field)
            order = field.evaluate("(e, v) => [...e.options].findIndex(o => o.value === v)", value)
            self.page.keyboard.press("Home")
            for _ in range(order):
                self.page.keyboard.press("ArrowDown")
            check(field.input_value() == value, f"{selector}: the keyboard does not choose {value}")
        else:
            field.select_option(value)

    def heading(self, dutch, english):
        text, found = self(dutch, english), self.page.locator("h1").inner_text()
        check(text in found, f"{self.page.url}: heading “{found}”, not “{text}”")

    def sees(self, dutch, english):
        text = self(dutch, english)
        check(text in self.page.inner_text("main"), f"{self.page.url}: “{text}” is not there")

    def summary(self, form, *fields):
        """The summary of faults stands there, has the focus, and leads to each field."""
        page = self.page
        check(page.locator(".summary").count() == 1, f"{page.url}: no summary of faults")
        focused = page.evaluate("document.activeElement.id")
        check(focused == f"{form}-summary", f"{page.url}: focus is on “{focused}”")
        links = page.locator(".summary a").evaluate_all("l => l.map(a => a.getAttribute('href'))")
        wanted = [f"#{form}-{field}" for field in fields]
        check(links == wanted, f"{page.url}: the summary leads to {links}, not {wanted}")
        for place in links:
            there = page.locator(f"[id='{place[1:]}']").count()
            check(there == 1, f"{page.url}: {place} is there {there} times")
        check(
            page.title().startswith(self("Fout: ", "Error: ")), f"{page.url}: the title hides faults")

    def password(self, link):
        self.open(link)
        self.fill("[name=wachtwoord]", PASSWORD)
        self.fill("[name=nogmaals]", PASSWORD)
        self.button("Aanmelden", "Sign in")

    def sign_in(self, account):
        self.open("/aanmelden")
        self.fill("[name=account]", account)
        self.fill("[name=wachtwoord]", PASSWORD)
        self.button("Aanmelden", "Sign in")

    def leave(self):
        self.context.close()
