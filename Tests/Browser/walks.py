"""Each main job from sign-in to result. Every walk is made twice: in Dutch without scripts, in English by keyboard."""

import pathlib
import tarfile
import traceback

from person import Person, check
from program import BASE

REPORTS = f"{BASE}/verplichtingen?soort=interim-report&toestand=open"


def transition(new, links):
    """Plan, approve by another, apply, undo."""
    anna, bram = new("anna", links), new("bram", links)
    anna.heading("Vandaag", "Today")
    anna.follow("Overgangen", "Transitions")
    anna.button("Plan maken", "Make plan")
    anna.sees("Het plan is gemaakt", "The plan was made")
    check(anna.page.locator("#goedkeuren").count() == 0, "the planner is offered to approve")
    place = anna.page.url.split("?")[0]
    bram.open(place)
    bram.press("#goedkeuren button")
    bram.sees("Het plan is goedgekeurd", "The plan was approved")
    anna.open(place)
    anna.press("#uitvoeren button")
    anna.sees("De overgang is uitgevoerd", "The transition was applied")
    anna.sees("Wat er is gebeurd, per alliantie", "What happened, by alliance")
    anna.press("details:has(#terugdraaien) > summary", stays=True)
    anna.press("#terugdraaien button")
    anna.sees("De overgang is teruggedraaid", "The transition was undone")
    anna.leave()
    bram.leave()


def obligations(new, links):
    """Filter, keep a view, ask why, export."""
    anna = new("anna", links)
    page = anna.page
    anna.follow("Verplichtingen", "Obligations")
    anna.fill("#filter-vanaf", "1/1/2026")
    anna.button("Filteren", "Filter")
    anna.sees("1 januari 2026", "1 January 2026")
    check("vanaf=1%2F1%2F2026" in page.url, "the filter is not in the address")
    anna.unfold("Deze weergave bewaren", "Keep this view")
    anna.fill("#bewaar-naam", anna("Dit jaar", "This year"))
    anna.button("Bewaren", "Keep")
    anna.sees("De weergave “Dit jaar” is bewaard.", "The view “This year” is kept.")
    with page.expect_download() as download:
        anna.follow("Als CSV (Excel)", "As CSV (Excel)", stays=True)
    data = pathlib.Path(download.value.path()).read_bytes()
    check(data.startswith(b"\xef\xbb\xbf") and b";" in data, "the CSV is not for Dutch Excel")
    anna.press("table#verplichtingen tbody td a")
    anna.heading("Waarom deze datum?", "Why this date?")
    anna.leave()


def term(new, links):
    """Extend a term with faults in the form, mend it, look what moves, record; withdraw it again."""
    anna = new("anna", links)
    page = anna.page
    anna.open(REPORTS)
    anna.press("table#verplichtingen tbody td a")
    anna.unfold("Verlengen", "Extend")
    anna.fill("#verlengen-verlenging", "ooit")
    anna.fill("#verlengen-op", "gisteren")
    anna.press("#verlengen button")
    anna.summary("verlengen", "verlenging", "op", "reden")
    check(page.input_value("#verlengen-verlenging") == "ooit", "the input is lost")
    anna.fill("#verlengen-verlenging", anna("4 weken", "4 weeks"))
    anna.fill("#verlengen-op", "")
    anna.fill("#verlengen-reden", "de boekhouder is ziek")
    anna.fill("#verlengen-artikel", "KR 1.6")
    anna.press("#verlengen button")
    anna.heading("Dit verandert er", "This is what changes")
    check(page.locator("#verschuivingen tbody tr").count() > 0, "no date moves")
    anna.button("Vastleggen", "Record")
    anna.sees("Kenmerk: gebeurtenis", "Reference: event")
    anna.sees("de boekhouder is ziek", "de boekhouder is ziek")
    anna.unfold("Een vermelding intrekken", "Withdraw an entry")
    value = page.locator("#intrekken-vermelding option").last.get_attribute("value")
    anna.choose("#intrekken-vermelding", value)
    anna.fill("#intrekken-reden", "op verzoek")
    anna.press("#intrekken button")
    anna.button("Vastleggen", "Record")
    anna.sees("Kenmerk: gebeurtenis", "Reference: event")
    anna.leave()


def filing(new, links):
    """Check a report that lacks things; go back and nothing is lost; record nothing."""
    anna = new("anna", links)
    page = anna.page
    anna.open(REPORTS)
    anna.press("table#verplichtingen tbody td a")
    anna.follow("De rapportage indienen", "File the report")
    anna.fill("#indienen-begroting", "Personeel; veel; 10")
    anna.press("#indienen button")
    anna.summary("indienen", "ontvangen", "begroting")
    anna.fill("#indienen-ontvangen", "4-1-2027")
    anna.fill("#indienen-begroting", "Personeel; 650.000; 641.200,50")
    anna.press("#indienen button")
    anna.heading("De rapportage is niet volledig", "The report is not complete")
    anna.button("Terug naar het formulier", "Back to the form")
    check(page.input_value("#indienen-ontvangen") == "4-1-2027", "the input is lost")
    anna.leave()


def case(new, links):
    """See what a case may do, and why the rest may not."""
    anna = new("anna", links)
    anna.open(f"{BASE}/zaak?kenmerk=politica-2023")
    anna.sees("Wat nu niet kan", "What is not possible now")
    anna.sees("De laatste dag van de verlening", "The last day of the award")
    anna.unfold("De voorwaarden zoals de regels", "The conditions as the rules")
    anna.sees("case.award.endsOn", "case.award.endsOn")
    anna.leave()


def reminders(new, links):
    """Read a message as its reader will, stop everything, let it go again."""
    anna = new("anna", links)
    anna.follow("Herinneringen", "Reminders")
    anna.press("table#herinneringen tbody a:text('%s')" % anna("Bekijken", "View"))
    check(anna.page.locator("pre").count() == 1, "no message to read")
    anna.open(f"{BASE}/herinneringen")
    anna.unfold("Alle berichten stoppen", "Stop all messages")
    anna.button("Alle berichten stoppen", "Stop all messages")
    anna.summary("stop", "reden")
    anna.fill("#stop-reden", "verkeerde tekst")
    anna.button("Alle berichten stoppen", "Stop all messages")
    anna.sees("verkeerde tekst", "verkeerde tekst")
    anna.button("Hervatten", "Resume")
    anna.sees("De berichten gaan weer uit.", "Messages go out again.")
    anna.leave()


def scenario(new, links):
    """Make a scenario with a fault in it, mend it, run it, compare, and look at what promoting would give."""
    anna = new("anna", links)
    page = anna.page
    anna.follow("Scenario’s", "Scenarios")
    anna.fill("[name='selection.places']", "veel")
    anna.press("#knoppen button")
    anna.summary("knoppen", "selection.places")
    check(page.input_value("[name='selection.places']") == "veel", "the input is lost")
    anna.fill("[name='selection.places']", "6")
    anna.press("#knoppen button")
    for _ in range(120):
        if page.locator("#kort").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    anna.heading("Vergelijking van scenario’s", "Comparison of scenarios")
    anna.sees("speelveld scenario run scenario-a.yaml", "speelveld scenario run scenario-a.yaml")
    anna.follow("Ontwerp van de opvolger maken: scenario-a", "Make the successor’s draft: scenario-a")
    anna.heading("Ontwerp van de opvolger", "Draft of the successor")
    check(page.locator("#tijdlijn-tabel tbody tr").count() > 5, "no timeline")
    check(page.locator("#bevindingen-tabel tbody tr").count() > 0, "no findings before promoting")
    with page.expect_download() as download:
        anna.button("Ontwerp ophalen (.tar)", "Get the draft (.tar)", stays=True)
    with tarfile.open(download.value.path()) as draft:
        names = draft.getnames()
    check(any(name.endswith("/scheme.yaml") for name in names), f"no draft in {names[:5]}")
    anna.leave()


def rules(new, links):
    """Try a decision."""
    anna = new("anna", links)
    anna.open(f"{BASE}/regels/2023-02-24/Periodeovergang")
    anna.press("#proef button")
    anna.sees("Proef: er is niets vastgelegd", "Trial: nothing was recorded")
    anna.leave()


def users(new, links):
    """Make a user, be refused roles that do not go together, block, let in; come in by the link."""
    chief = new("beheer", links)
    name = chief("dirk", "donna")
    chief.open("/gebruikers")
    chief.press("form#nieuw button")
    chief.summary("nieuw", "account", "naam")
    chief.fill("#nieuw-account", name)
    chief.fill("#nieuw-naam", "D. Proef")
    chief.choose("#nieuw-rol", "coordinator")
    chief.press("form#nieuw button")
    chief.sees("De aanmeldlink is gemaakt", "The sign-in link was made")
    link = chief.page.locator(".notice.success p").nth(1).inner_text()
    chief.open(f"/gebruikers/{name}")
    chief.choose("#rol-rol", "auditor")
    chief.press("form#rol button")
    chief.summary("rol", "rol")
    chief.sees("gaan niet samen", "do not go together")
    chief.button("Blokkeren", "Block")
    chief.sees("Geblokkeerd: sessies", "Blocked: sessions")
    chief.button("Weer toelaten", "Let in again")
    newcomer = new(None, links)
    newcomer.password(link)
    newcomer.heading("Vandaag", "Today")
    newcomer.open("/gebruikers")
    newcomer.heading("Dit mag u niet", "You may not do this")
    newcomer.leave()
    chief.leave()


def audit(new, links):
    """Open a receipt, and check the events."""
    anna = new("anna", links)
    anna.follow("Gebeurtenissen", "Events")
    anna.button("Controleren", "Check")
    check(anna.page.locator(".notice.success").count() == 1, "the events do not agree")
    anna.leave()


ALL = [transition, obligations, term, filing, case, reminders, scenario, rules, users, audit]


def walk_all(browser, program, links):
    """Goes on to the next walk when one fails."""
    ways = (
        ("nl", False, False, "in Dutch, without scripts"),
        ("en", True, True, "in English, by keyboard alone"),
    )
    for walk in ALL:
        for language, scripts, keyboard, how in ways:
            def new(account, links):
                person = Person(browser, program, language, scripts, keyboard)
                if account and account in links:
                    person.password(links.pop(account))
                elif account:
                    person.sign_in(account)
                return person

            print(f"{walk.__name__}, {how}", flush=True)
            try:
                walk(new, links)
            except Exception as problem:
                check(False, f"{walk.__name__}, {how}: {str(problem).splitlines()[0]}")
                traceback.print_exc()
        if walk is transition:
            move(browser, program)
    language_switch(browser, program)


def move(browser, program):
    """Moves everybody into 2027, for the walks that follow."""
    anna, bram = Person(browser, program, "nl"), Person(browser, program, "nl")
    anna.sign_in("anna")
    anna.follow("Overgangen", "Transitions")
    anna.button("Plan maken", "Make plan")
    place = anna.page.url.split("?")[0]
    bram.sign_in("bram")
    bram.open(place)
    bram.press("#goedkeuren button")
    anna.open(place)
    anna.press("#uitvoeren button")
    anna.sees("De overgang is uitgevoerd", "The transition was applied")
    anna.leave()
    bram.leave()


def language_switch(browser, program):
    anna = Person(browser, program, "nl")
    anna.sign_in("anna")
    anna.open(f"{BASE}/verplichtingen?toestand=alle")
    anna.press("text=English")
    check("toestand=alle" in anna.page.url, "choosing a language loses the filter")
    check(anna.page.locator("h1").inner_text() == "Obligations", "the language did not change")
    anna.leave()
