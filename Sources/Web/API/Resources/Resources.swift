import Casework

/// The tables of the casework that the API shows, each under its Dutch name.
enum Resources {
  static let alliances = Resource<Alliance>(
    plural: "allianties", singular: "alliantie", schemaName: "Alliantie",
    summary: .init(nl: "Allianties", en: "Alliances"),
    fields: [
      .init("id", "id", "sleutel"), .init("name", "naam", "naam"),
      .init("kind", "soort", "alliantie of archief", words: DutchWords.awardKind),
      .init("theme", "thema", "thema"), .init("state", "stand", "stand van het partnerschap"),
      .init("certainty", "zekerheid", "hoe zeker de gegevens zijn", words: DutchWords.certainty),
      .init("source", "bron", "bron"),
    ],
    filters: [
      .init("soort", nl: "Alleen deze soort.", en: "Only this kind."),
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
    ], sortable: ["naam", "id"])

  static let memberships = Resource<Membership>(
    plural: "deelnames", singular: "deelname", schemaName: "Deelname",
    summary: .init(nl: "Deelnames van organisaties aan allianties", en: "Memberships of alliances"),
    fields: [
      .init("id", "id", "sleutel"), .init("alliance", "alliantie", "de alliantie"),
      .init("organisation", "organisatie", "de organisatie"),
      .init("role", "rol", "rol", words: DutchWords.role),
      .init("within", "binnen", "het consortium waarbinnen"),
      .init("startsOn", "begindatum", "eerste dag"), .init("endsOn", "einddatum", "laatste dag"),
      .init("certainty", "zekerheid", "hoe zeker de gegevens zijn", words: DutchWords.certainty),
      .init("source", "bron", "bron"),
    ],
    filters: [
      .init("alliantie", nl: "Alleen van deze alliantie.", en: "Only of this alliance."),
      .init("rol", nl: "Alleen deze rol.", en: "Only this role."),
    ], sortable: ["id"])

  static let organisations = Resource<Organisation>(
    plural: "organisaties", singular: "organisatie", schemaName: "Organisatie",
    summary: .init(nl: "Organisaties", en: "Organisations"),
    fields: [
      .init("id", "id", "sleutel"), .init("name", "naam", "naam"),
      .init("certainty", "zekerheid", "hoe zeker de gegevens zijn", words: DutchWords.certainty),
      .init("source", "bron", "bron"),
    ], sortable: ["naam", "id"])

  static let awards = Resource<Award>(
    plural: "verleningen", singular: "verlening", schemaName: "Verlening",
    summary: .init(nl: "Verleningen", en: "Awards"),
    fields: [
      .init("id", "id", "sleutel"), .init("recipient", "ontvanger", "de alliantie of het archief"),
      .init("kind", "soort", "waarvoor", words: DutchWords.awardKind),
      .init("grantedCents", "verleendBedragCenten", "verleend, in hele centen"),
      .init("startsOn", "begindatum", "eerste dag"), .init("endsOn", "einddatum", "laatste dag"),
      .init("decidedOn", "besluitdatum", "dag van het besluit"),
      .init("ruleSet", "regelset", "hash van de regels waaronder is verleend"),
      .init("state", "stand", "stand van de verlening"),
      .init("determinedCents", "vastgesteldBedragCenten", "vastgesteld, in hele centen"),
      .init("certainty", "zekerheid", "hoe zeker de bedragen zijn", words: DutchWords.certainty),
    ],
    filters: [
      .init("ontvanger", nl: "Alleen van deze ontvanger.", en: "Only of this recipient."),
      .init("soort", nl: "Alleen deze soort.", en: "Only this kind."),
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
    ], sortable: ["id", "begindatum", "einddatum", "verleendBedragCenten"])

  static let periods = Resource<Period>(
    plural: "tijdvakken", singular: "tijdvak", schemaName: "Tijdvak",
    summary: .init(nl: "Tijdvakken", en: "Periods"),
    fields: [
      .init("id", "id", "sleutel"), .init("award", "verlening", "de verlening"),
      .init("year", "jaar", "subsidiejaar"),
      .init("budgetCents", "begrotingCenten", "begroting, in hele centen"),
      .init("state", "stand", "stand van het tijdvak"),
    ],
    filters: [
      .init("verlening", nl: "Alleen van deze verlening.", en: "Only of this award."),
      .init("jaar", nl: "Alleen dit jaar.", en: "Only this year."),
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
    ], sortable: ["id", "jaar"])

  static let obligations = Resource<Obligation>(
    plural: "verplichtingen", singular: "verplichting", schemaName: "Verplichting",
    summary: .init(nl: "Verplichtingen", en: "Obligations"),
    fields: [
      .init("id", "id", "sleutel"), .init("award", "verlening", "de verlening"),
      .init("year", "jaar", "het jaar waarover"), .init("kind", "soort", "soort verplichting"),
      .init("subject", "onderwerp", "waarover zij gaat, als soort en sleutel"),
      .init("debtor", "schuldenaar", "wie moet handelen"),
      .init("startsOn", "begindatum", "dag waarop de termijn begint"),
      .init("due", "fataleDatum", "uiterste datum"),
      .init("target", "streefdatum", "gewenste datum"),
      .init("dueVersion", "datumversie", "hoe vaak de datum is gezet"),
      .init("state", "stand", "stand", words: DutchWords.obligationState),
      .init("suspendedSince", "opgeschortSinds", "sinds wanneer de klok stilstaat"),
      .init("closedOn", "afgeslotenOp", "dag waarop zij is afgesloten"),
      .init("article", "grondslag", "artikel"),
      .init("why", "waarom", "de stappen die tot de datum leiden", isJSON: true),
    ],
    filters: [
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
      .init("soort", nl: "Alleen deze soort.", en: "Only this kind."),
      .init("verlening", nl: "Alleen van deze verlening.", en: "Only of this award."),
      .init("schuldenaar", nl: "Alleen van deze schuldenaar.", en: "Only of this debtor."),
      .init("jaar", nl: "Alleen over dit jaar.", en: "Only about this year."),
      .init("vanaf", "fataleDatum", .from, nl: "Uiterste datum op of na.", en: "Due on or after."),
      .init(
        "totEnMet", "fataleDatum", .through, nl: "Uiterste datum op of voor.",
        en: "Due on or before."),
    ], sortable: ["fataleDatum", "id", "soort", "schuldenaar", "verlening"])

  static let payments = Resource<Payment>(
    plural: "betalingen", singular: "betaling", schemaName: "Betaling",
    summary: .init(nl: "Betalingen", en: "Payments"),
    fields: [
      .init("id", "id", "sleutel"), .init("award", "verlening", "de verlening"),
      .init("year", "jaar", "subsidiejaar"),
      .init("kind", "soort", "soort betaling", words: DutchWords.paymentKind),
      .init("due", "betaaldatum", "wanneer betaald moet worden"),
      .init("amountCents", "bedragCenten", "bedrag, in hele centen"),
      .init("state", "stand", "stand van de betaling"),
      .init("paidOn", "betaaldOpDatum", "wanneer betaald is"),
      .init("article", "grondslag", "artikel"),
    ],
    filters: [
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
      .init("soort", nl: "Alleen deze soort.", en: "Only this kind."),
      .init("verlening", nl: "Alleen van deze verlening.", en: "Only of this award."),
      .init("jaar", nl: "Alleen dit jaar.", en: "Only this year."),
      .init("vanaf", "betaaldatum", .from, nl: "Te betalen op of na.", en: "Payable on or after."),
      .init(
        "totEnMet", "betaaldatum", .through, nl: "Te betalen op of voor.",
        en: "Payable on or before."),
    ], sortable: ["betaaldatum", "id", "bedragCenten"])

  static let reports = Resource<Report>(
    plural: "rapportages", singular: "rapportage", schemaName: "Rapportage",
    summary: .init(nl: "Rapportages", en: "Reports"),
    fields: [
      .init("id", "id", "sleutel"), .init("award", "verlening", "de verlening"),
      .init("year", "jaar", "het jaar waarover"), .init("kind", "soort", "soort rapportage"),
      .init("due", "fataleDatum", "uiterste datum"), .init("state", "stand", "stand"),
      .init("filedOn", "ontvangstdatum", "wanneer ontvangen"),
      .init("missing", "ontbreekt", "wat er bij de laatste indiening ontbrak", isJSON: true),
    ],
    filters: [
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
      .init("soort", nl: "Alleen deze soort.", en: "Only this kind."),
      .init("verlening", nl: "Alleen van deze verlening.", en: "Only of this award."),
      .init("jaar", nl: "Alleen over dit jaar.", en: "Only about this year."),
    ], sortable: ["fataleDatum", "id"])

  static let reminders = Resource<Reminder>(
    plural: "herinneringen", singular: "herinnering", schemaName: "Herinnering",
    summary: .init(nl: "Herinneringen", en: "Reminders"),
    fields: [
      .init("id", "id", "sleutel"), .init("obligation", "verplichting", "waaraan herinnerd wordt"),
      .init("step", "trede", "trede van de ladder"),
      .init("dueVersion", "datumversie", "versie van de uiterste datum"),
      .init("sendOn", "verzenddatum", "wanneer zij uitgaat"),
      .init("recipient", "ontvanger", "rol van de ontvanger"),
      .init("state", "stand", "stand", words: DutchWords.reminderState),
      .init("sentOn", "verzondenOpDatum", "wanneer zij uitging"),
    ],
    filters: [
      .init("stand", nl: "Alleen deze stand.", en: "Only this state."),
      .init("verplichting", nl: "Alleen van deze verplichting.", en: "Only of this obligation."),
      .init("vanaf", "verzenddatum", .from, nl: "Uit te gaan op of na.", en: "Sent on or after."),
      .init(
        "totEnMet", "verzenddatum", .through, nl: "Uit te gaan op of voor.",
        en: "Sent on or before."),
    ], sortable: ["verzenddatum", "id"])
}
