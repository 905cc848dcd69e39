import LegalCalendar

/// What happened to an obligation's term, once: who did it, why, and on what ground.
///
/// Never changed or removed; a mistake is withdrawn by a further entry.
public struct LedgerEntry: Record {
  public var id: String
  public var obligation: String
  public var action: LedgerAction
  /// The day on which it takes effect.
  public var on: CivilDate
  /// The day before which a suspension ends by itself, or the last day that was agreed or granted.
  public var until: CivilDate?
  /// The length of an extension, such as "4 weeks".
  public var length: String?
  /// The entry that is resumed or withdrawn.
  public var target: String?
  public var reason: String
  public var article: String
  public var recordedOn: CivilDate
  public var actor: String

  public init(
    id: String,
    obligation: String,
    action: LedgerAction,
    on: CivilDate,
    until: CivilDate? = nil,
    length: String? = nil,
    target: String? = nil,
    reason: String,
    article: String,
    recordedOn: CivilDate,
    actor: String
  ) {
    self.id = id
    self.obligation = obligation
    self.action = action
    self.on = on
    self.until = until
    self.length = length
    self.target = target
    self.reason = reason
    self.article = article
    self.recordedOn = recordedOn
    self.actor = actor
  }

  public static var table: Table { .ledgerEntry }

  public static let blank = LedgerEntry(
    id: "",
    obligation: "",
    action: .suspend,
    on: CivilDate(epochDay: 0),
    until: nil,
    length: nil,
    target: nil,
    reason: "",
    article: "",
    recordedOn: CivilDate(epochDay: 0),
    actor: "")

  public static let fields: [Field<LedgerEntry>] = [
    .text("id", \.id),
    .text("obligation", \.obligation),
    .word("action", \.action),
    .date("onDay", \.on),
    .date("untilDay", \.until),
    .text("length", \.length),
    .text("target", \.target),
    .text("reason", \.reason),
    .text("article", \.article),
    .date("recordedOn", \.recordedOn),
    .text("actor", \.actor),
  ]
}

extension LedgerEntry {
  /// The entry as the calendar counts it; nil for one that does not move a date.
  public var termEntry: TermEntry? {
    let action: TermEntry.Action? =
      switch self.action {
      case .suspend: .suspend(until: until)
      case .resume: target.map(TermEntry.Action.resume)
      case .extend: length.flatMap { TermLength($0) }.map(TermEntry.Action.extend)
      case .agree: until.map(TermEntry.Action.agree)
      case .grant: until.map(TermEntry.Action.grant)
      case .withdraw: target.map(TermEntry.Action.withdraw)
      case .waive: .lapse
      case .defaultNotice: nil
      }
    // The reason is in the words of whoever gave it.
    return action.map {
      TermEntry(
        id: id, date: on, action: $0, reason: BilingualText(nl: reason, en: reason),
        article: article)
    }
  }
}
