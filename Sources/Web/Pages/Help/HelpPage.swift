/// *Hulp*: how the desk works, in short.
struct HelpPage: Sendable {
  let words: Words

  var page: Page {
    Page(
      words("Hulp", "Help"),
      lead: words(
        "Speelveld houdt bij wat er voor een subsidieregeling moet gebeuren, en rekent vooruit wat een overgang of een nieuwe regeling doet.",
        "Speelveld keeps what must happen for a grant scheme, and works out ahead what a transition or a new scheme does."
      ),
      [
        .h2(words("Wat waar staat", "What is where"), id: "waar"),
        .list(
          ItemList(items: [
            Cell(
              words(
                "Vandaag: wat te laat is, wat komt, wie vastzit en wat vanzelf gebeurt.",
                "Today: what is late, what comes, who is stuck and what happens by itself.")),
            Cell(
              words(
                "Overgangen: een tijdvak afsluiten en het volgende beginnen, voor alle allianties tegelijk.",
                "Transitions: closing a period and beginning the next, for all alliances at once.")),
            Cell(
              words(
                "Verplichtingen: alles wat een datum heeft. Klik op een datum om te zien waarom het die datum is.",
                "Obligations: everything with a date. Click a date to see why it is that date.")),
            Cell(
              words(
                "Scenario's: wat een andere regeling zou doen, wie erop vooruit- en achteruitgaat.",
                "Scenarios: what another scheme would do, who gains and who loses.")),
            Cell(
              words(
                "Bonnen en gebeurtenissen: hoe elke beslissing tot stand kwam, jaren later na te rekenen.",
                "Receipts and events: how each decision came about, to be worked out again years later."
              )),
          ])),
        .h2(words("Een overgang in vier stappen", "A transition in four steps"), id: "overgang"),
        .list(
          ItemList(
            items: [
              Cell(
                words(
                  "Maak een plan. Er verandert niets: u ziet wie doorgaat, wie geblokkeerd is en wat eruit volgt.",
                  "Make a plan. Nothing changes: you see who moves, who is blocked and what follows."
                )),
              Cell(
                words(
                  "Laat een collega het plan goedkeuren. Dat kan niet door wie het maakte.",
                  "Have a colleague approve the plan. Whoever made it cannot.")),
              Cell(
                words(
                  "Voer de overgang uit: alles in één keer of niets. Is er intussen iets veranderd, dan maakt u het plan opnieuw.",
                  "Apply the transition: all at once or nothing. If something changed meanwhile, you make the plan anew."
                )),
              Cell(
                words(
                  "Draai de overgang terug als dat nodig is. Dat kan zolang er niet op is voortgebouwd.",
                  "Undo the transition if need be. That is possible while nothing builds upon it.")),
            ], isOrdered: true)),
        .h2(words("Toetsenbord en weergave", "Keyboard and display"), id: "toetsenbord"),
        .text(
          words(
            "Alles werkt met Tab, Enter en de spatiebalk, zonder eigen sneltoetsen. De kleuren volgen de licht- of donkerstand van uw apparaat. Elke bladzijde is af te drukken; menu's en formulieren vallen dan weg.",
            "Everything works with Tab, Enter and the space bar, without shortcuts of our own. Colours follow the light or dark setting of your device. Each page can be printed; menus and forms are then left out."
          )),
        .h2(words("Zekerheid van gegevens", "How sure data are"), id: "zekerheid"),
        .facts(
          Facts([
            (
              words("geen label", "no label"),
              Cell(words("gelezen in de bron zelf", "read in the source itself"))
            ),
            (
              words("oudere tekst", "older text"),
              Cell(
                words(
                  "gelezen in een eerdere stand van de tekst; controleer tegen de huidige",
                  "read in an earlier state of the text; check against the present one"))
            ),
            (
              words("afgeleid", "derived"),
              Cell(words("volgt uit gelezen feiten", "follows from facts that were read"))
            ),
            (
              words("illustratief", "illustrative"),
              Cell(
                words(
                  "verzonnen of gekozen ter illustratie; geen feit van de regeling",
                  "made up or chosen as an illustration; no fact of the scheme"))
            ),
          ])),
      ])
  }
}

/// The accessibility statement (Besluit digitale toegankelijkheid overheid).
struct AccessibilityPage: Sendable {
  let words: Words

  var page: Page {
    Page(
      words("Toegankelijkheid", "Accessibility"),
      lead: words(
        "Deze site is gebouwd naar WCAG 2.2, niveau AA.",
        "This site is built to WCAG 2.2, level AA."),
      [
        .text(
          words(
            "Bij elke wijziging controleert een programma elke bladzijde in beide talen, licht en donker, op 320 pixels breed en met alleen het toetsenbord. Een onderzoek door mensen met een beperking is nog niet gedaan.",
            "With each change a program checks each page in both languages, light and dark, at 320 pixels and by keyboard alone. People with disabilities have not yet examined it."
          )),
        .h2(words("Wat nog niet goed is", "What is not right yet"), id: "bekend"),
        .list(
          ItemList(items: [
            Cell(
              words(
                "De melding van gaten en overlap in regeltabellen is Engels.",
                "Reports of gaps and overlaps in rule tables are in English only.")),
            Cell(
              words(
                "De namen van herinneringsstappen en de redenen van regels staan in het Nederlands, ook op Engelse bladzijden.",
                "The names of reminder steps and the reasons of rules are in Dutch, on English pages too."
              )),
            Cell(
              words(
                "De tekening van een levensloop heeft geen donkere stand; er staat een tekst bij.",
                "The drawing of a lifecycle has no dark form; a text stands beside it.")),
          ])),
        .h2(words("Werkt er iets niet?", "Does something not work?"), id: "melden"),
        .text(
          words(
            "Meld het bij de beheerder van deze installatie. Noem het adres van de bladzijde en wat u wilde doen.",
            "Tell the administrator of this installation. Name the page's address and what you wanted to do."
          )),
      ])
  }
}
