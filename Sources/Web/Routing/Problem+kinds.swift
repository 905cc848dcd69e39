import HTTPTypes
import Identity
import LegalCalendar

/// The problems that the edge itself finds.
extension Problem {
  private static let invalidTitle = BilingualText(
    nl: "De aanvraag is niet geldig", en: "The request is not valid")
  private static let unknownTitle = BilingualText(nl: "Niet gevonden", en: "Not found")

  static let badPath = Problem(
    400, "bad-path", title: invalidTitle, nl: "Het adres is niet te lezen.",
    en: "The address cannot be read.")

  static let unknownPath = Problem(
    404, "unknown-path", title: unknownTitle,
    nl: "Dit adres bestaat niet. Let op schuine strepen: er staat er geen aan het eind.",
    en: "This address does not exist. Mind the slashes: there is none at the end.")

  /// What is not there, or not for this viewer: the two look the same.
  static let unknownSubject = Problem(
    404, "unknown-subject", title: unknownTitle,
    nl: "Dit bestaat niet, of u hebt er niets mee te maken.",
    en: "This does not exist, or it is none of your concern.")

  static func wrongMethod(_ allowed: [HTTPRequest.Method]) -> Problem {
    let methods = allowed.map(\.rawValue).joined(separator: ", ")
    return Problem(
      405, "wrong-method", title: .init(nl: "Deze methode kan hier niet", en: "Method not allowed"),
      nl: "Hier kan: \(methods).", en: "Allowed here: \(methods).", headers: [(.allow, methods)])
  }

  static func notAcceptable(_ offered: [String]) -> Problem {
    let types = offered.joined(separator: ", ")
    return Problem(
      406, "not-acceptable", title: .init(nl: "Dit formaat is er niet", en: "Not acceptable"),
      nl: "Te krijgen als: \(types).", en: "Available as: \(types).")
  }

  static func wrongContentType(_ wanted: String) -> Problem {
    Problem(
      415, "wrong-content-type",
      title: .init(nl: "Dit formaat wordt niet gelezen", en: "Unsupported media type"),
      nl: "Stuur de inhoud als \(wanted).", en: "Send the content as \(wanted).",
      headers: [(.field("Accept-Post"), wanted)])
  }

  static let unexpectedBody = Problem(
    415, "unexpected-body",
    title: .init(nl: "Dit formaat wordt niet gelezen", en: "Unsupported media type"),
    nl: "Hier hoort geen inhoud bij.", en: "There is to be no content here.")

  static let noToken = Problem(
    401, "no-token", title: .init(nl: "Niet aangemeld", en: "Not authenticated"),
    nl:
      "Stuur een geldig token mee: Authorization: Bearer … Het kan ook verlopen of ingetrokken zijn.",
    en: "Send a valid token: Authorization: Bearer … It may also have expired or been revoked.",
    headers: [(.wwwAuthenticate, "Bearer realm=\"speelveld\"")])

  static let notSignedIn = Problem(
    401, "not-signed-in", title: .init(nl: "U bent niet aangemeld", en: "You are not signed in"),
    nl:
      "Meld u aan en probeer het opnieuw. Misschien was uw sessie afgelopen; er is niets gewijzigd.",
    en: "Sign in and try again. Perhaps your session had ended; nothing was changed.")

  static func forbidden(_ permission: Permission) -> Problem {
    Problem(
      403, "forbidden", title: .init(nl: "Dit mag u niet", en: "You may not do this"),
      nl: "Hiervoor is het recht “\(permission.title.nl)” nodig. Vraag de beheerder erom.",
      en: "This needs the permission “\(permission.title.en)”. Ask the administrator for it.")
  }

  static let foreignForm = Problem(
    403, "foreign-form",
    title: .init(nl: "Dit formulier is niet meer geldig", en: "This form is no longer valid"),
    nl:
      "Het formulier hoort niet bij uw sessie. Ga terug, ververs de bladzijde en verstuur het opnieuw.",
    en: "The form does not belong to your session. Go back, reload the page and send it again.")

  static let badForm = Problem(
    400, "bad-form", title: invalidTitle, nl: "Het formulier is niet te lezen.",
    en: "The form cannot be read.")

  static func tooLarge(_ limit: Int) -> Problem {
    Problem(
      413, "too-large", title: .init(nl: "Te groot", en: "Too large"),
      nl: "De inhoud is groter dan \(limit) bytes.", en: "The content exceeds \(limit) bytes.")
  }

  static let tooSlow = Problem(
    408, "too-slow", title: .init(nl: "Te langzaam", en: "Too slow"),
    nl: "De inhoud kwam niet op tijd binnen.", en: "The content did not arrive in time.")

  static let outOfTime = Problem(
    503, "out-of-time", title: .init(nl: "Dit duurde te lang", en: "This took too long"),
    nl: "Het werk is afgebroken; er is niets gewijzigd. Probeer het later opnieuw.",
    en: "The work was stopped; nothing was changed. Try again later.",
    headers: [(.retryAfter, "30")])

  static func tooMany(retryAfter seconds: Int) -> Problem {
    Problem(
      429, "too-many", title: .init(nl: "Te veel aanvragen", en: "Too many requests"),
      nl: "Wacht \(seconds) seconden.", en: "Wait \(seconds) seconds.",
      headers: [(.retryAfter, String(seconds))])
  }

  static func invalid(_ faults: [Fault]) -> Problem {
    let count = faults.count
    return Problem(
      400, "invalid", title: invalidTitle,
      nl: count == 1 ? faults[0].detail.nl : "Er zijn \(count) fouten; zie errors.",
      en: count == 1 ? faults[0].detail.en : "There are \(count) faults; see errors.",
      faults: faults)
  }

  static let databaseAway = Problem(
    503, "database-away",
    title: .init(nl: "Even niet beschikbaar", en: "Temporarily unavailable"),
    nl: "De gegevens zijn even niet bereikbaar. Er is niets gewijzigd; probeer het zo opnieuw.",
    en: "The data cannot be reached at the moment. Nothing was changed; try again shortly.",
    headers: [(.retryAfter, "10")])

  /// COMMIT was under way when the connection broke: it may have happened.
  static let outcomeUnknown = Problem(
    503, "outcome-unknown",
    title: .init(nl: "Onzeker of het gelukt is", en: "Unsure whether it was done"),
    nl: "De verbinding brak tijdens het vastleggen. Kijk eerst of de wijziging er is.",
    en: "The connection broke while storing. Look first whether the change is there.")

  static let ownFault = Problem(
    500, "own-fault", title: .init(nl: "Er ging iets mis", en: "Something went wrong"),
    nl: "De fout is vastgelegd onder het kenmerk hieronder; er is niets gewijzigd.",
    en: "The fault was recorded under the reference below; nothing was changed.")
}
