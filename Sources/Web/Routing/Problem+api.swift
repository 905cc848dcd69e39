import LegalCalendar

/// The problems of conditional and repeated requests.
extension Problem {
  static let noCondition = Problem(
    428, "no-condition",
    title: .init(nl: "Zeg welke versie u zag", en: "Say which version you saw"),
    nl: "Haal de gegevens op en stuur hun ETag mee als If-Match.",
    en: "Fetch the resource and send its ETag as If-Match.")

  static let changedSince = Problem(
    412, "changed-since", title: .init(nl: "Intussen gewijzigd", en: "Changed in the meantime"),
    nl: "De gegevens zijn gewijzigd sinds u ze ophaalde. Haal ze opnieuw op.",
    en: "The resource has changed since you fetched it. Fetch it again.")

  static let keyForSecret = Problem(
    400, "key-for-secret", title: .init(nl: "Sleutel niet mogelijk", en: "Key not possible"),
    nl:
      "Dit antwoord bevat een geheim dat niet wordt bewaard. Vraag het zonder Idempotency-Key, en trek in wat u "
      + "te veel kreeg.",
    en:
      "This answer holds a secret that is not kept. Ask without Idempotency-Key, and revoke what you got too "
      + "much.")

  static let keyInUse = Problem(
    422, "key-in-use", title: .init(nl: "Sleutel al gebruikt", en: "Key already used"),
    nl: "Onder deze Idempotency-Key is eerder iets anders gevraagd.",
    en: "Something else was asked under this Idempotency-Key before.")

  static let keyBusy = Problem(
    409, "key-busy", title: .init(nl: "Nog bezig", en: "Still at work"),
    nl: "Dezelfde aanvraag kwam tegelijk binnen. Probeer het zo opnieuw.",
    en: "The same request came in at the same time. Try again shortly.",
    headers: [(.retryAfter, "1")])
}
