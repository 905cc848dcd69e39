/// Dutch words for the casework's closed sets. What a scheme's own files name (kinds, states of lifecycles)
/// stands as those files have it.
enum DutchWords {
  static let certainty = [
    ("verified", "geverifieerd"), ("dated", "gedateerd"), ("derived", "afgeleid"),
    ("illustrative", "illustratief"),
  ]
  static let awardKind = [
    ("alliance", "alliantie"), ("archive", "archief"), ("project", "project"),
  ]
  static let role = [
    ("lead", "penvoerder"), ("member", "lid"), ("partner", "partner"),
    ("consortium-member", "consortiumlid"),
  ]
  static let paymentKind = [
    ("advance", "voorschot"), ("settlement", "nabetaling"), ("recovery", "terugvordering"),
  ]
  static let obligationState = [
    ("open", "open"), ("done", "gereed"), ("waived", "kwijtgescholden"), ("cancelled", "vervallen"),
  ]
  static let reminderState = [
    ("planned", "gepland"), ("sent", "verzonden"), ("skipped", "overgeslagen"),
    ("cancelled", "vervallen"),
  ]
  static let runState = [
    ("planned", "gepland"), ("approved", "goedgekeurd"), ("applied", "toegepast"),
    ("undone", "teruggedraaid"), ("dropped", "vervallen"),
  ]
  static let outcome = [
    ("moves", "gaat-over"), ("blocked", "geblokkeerd"), ("excepted", "uitgezonderd"),
    ("settles", "naar-verantwoording"),
  ]

  static func word(_ text: String, in words: [(String, String)]) -> String {
    words.first { $0.0 == text }?.1 ?? text
  }
}

extension DutchWords {
  static let ledgerAction = [
    ("suspend", "opgeschort"), ("resume", "hervat"), ("extend", "verlengd"),
    ("agree", "afgesproken"), ("grant", "uitstel-na-afloop"), ("withdraw", "ingetrokken"),
    ("waive", "kwijtgescholden"), ("default-notice", "in-gebreke-gesteld"),
  ]
  static let moved = [
    ("obligation", "verplichting"), ("report", "rapportage"), ("payment", "betaling"),
    ("reminder", "herinnering"),
  ]
  static let activityStatus = [
    ("planned", "gepland"), ("running", "lopend"), ("done", "gereed"), ("delayed", "vertraagd"),
    ("adapted", "aangepast"), ("stopped", "gestopt"),
  ]
  static let stopReason = [
    ("capacity", "capaciteit"), ("shift-of-focus", "verschuiving-van-focus"),
  ]
  static let feedKind = [
    ("scheme", "regeling"), ("alliance", "alliantie"), ("person", "persoon"),
  ]
  static let runKind = [
    ("comparison", "vergelijking"), ("search", "zoekopdracht"), ("study", "studie"),
  ]
  static let scenarioState = [("open", "open"), ("done", "gereed"), ("cancelled", "geannuleerd")]

  /// The casework's own word behind a Dutch one.
  static func plain(_ text: String, in words: [(String, String)]) -> String {
    words.first { $0.1 == text }?.0 ?? text
  }
}
