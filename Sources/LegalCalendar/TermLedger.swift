/// A term as what happened to it: a start, a length and entries. Its due date is always derived.
///
/// The outcome depends on the set of entries, not on the order in which they were recorded.
public struct TermLedger: Hashable, Sendable {
  public let rule: TermRule
  /// The day of the event that started the term.
  public let start: CivilDate
  /// In the order in which they count, not in that of recording.
  public private(set) var entries: [TermEntry]

  public init(rule: TermRule, start: CivilDate) {
    self.rule = rule
    self.start = start
    entries = []
  }

  /// A term with its history. Of two entries with one id the first counts.
  public init(rule: TermRule, start: CivilDate, entries: [TermEntry]) {
    self.init(rule: rule, start: start)
    var ids: Set<String> = []
    self.entries = entries.filter { ids.insert($0.id).inserted }.sorted { $0.order < $1.order }
  }

  /// Adds an entry; adding the same entry again changes nothing.
  ///
  /// Throws when another entry already has its id.
  public mutating func record(_ entry: TermEntry) throws(TermLedgerError) {
    if let known = entries.first(where: { $0.id == entry.id }) {
      guard known == entry else { throw .idInUse(known) }
      return
    }
    let place = entries.firstIndex { entry.order < $0.order } ?? entries.endIndex
    entries.insert(entry, at: place)
  }

  /// From when the clock can be stopped: a fixed day has no start of its own.
  var clockStart: CivilDate {
    rule.isFixedDay ? CivilDate(epochDay: CivilDate.epochDays.lowerBound) : start
  }

  /// The same history under another rule, for re-projection after a change of law.
  public func governed(by rule: TermRule) -> TermLedger {
    var copy = TermLedger(rule: rule, start: start)
    copy.entries = entries
    return copy
  }
}

public enum TermLedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  case idInUse(TermEntry)

  public var description: String {
    switch self {
    case .idInUse(let entry):
      "the term already has another entry \"\(entry.id)\" of \(entry.date); give the new one its own id"
    }
  }
}
