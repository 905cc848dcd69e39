import Crypto
import JSONText
import LegalCalendar
import SchemeDefinition

/// What a period change would do to a whole scheme: one row per award, and the scheme's own step.
///
/// The same document describes the plan before and the result after; that the two are equal byte for byte
/// is how a user knows that what was approved is what happened.
public struct TransitionPlan: Hashable, Sendable {
  public let header: TransitionHeader
  public let rows: [TransitionRow]

  public init(header: TransitionHeader, rows: [TransitionRow]) {
    self.header = header
    self.rows = rows
  }

  /// The document, members in canonical order wherever its parts came from.
  public var json: JSON {
    guard case .object(let members) = header.json else { return .null }
    return JSON.object(members + [JSON.Member("rows", .array(rows.map(\.json)))]).sorted
  }

  /// SHA-256 over the canonical texts of header and rows.
  public var digest: String {
    TransitionPlan.digest(header: header.json.canonical, rows: rows.map(\.json.canonical))
  }

  /// The same from canonical texts, for whoever has no need of the values.
  public static func digest(header: String, rows: some Sequence<String>) -> String {
    var hash = SHA256()
    hash.update(data: Array(header.utf8))
    for row in rows {
      hash.update(data: [0x0A])
      hash.update(data: Array(row.utf8))
    }
    return hash.finalize().hex
  }
}

/// Which change of period a plan is for, and under which rules.
public struct TransitionHeader: Hashable, Sendable {
  public let scheme: String
  public let from: Int
  /// Nil: into settlement, after the last period.
  public let to: Int?
  /// The first day of the new period, on which the rules are asked.
  public let effective: CivilDate
  public let ruleSet: String
  public let ruleSetLabel: String
  /// Why that rule set governs on that day.
  public let governing: LocalizedText

  public init(
    scheme: String, from: Int, to: Int?, effective: CivilDate, ruleSet: String,
    ruleSetLabel: String, governing: LocalizedText
  ) {
    self.scheme = scheme
    self.from = from
    self.to = to
    self.effective = effective
    self.ruleSet = ruleSet
    self.ruleSetLabel = ruleSetLabel
    self.governing = governing
  }

  public var json: JSON {
    [
      "scheme": .string(scheme), "from": .int(from), "to": to.map { .int($0) } ?? .null,
      "effective": .string(effective.description), "ruleSet": .string(ruleSet),
      "ruleSetLabel": .string(ruleSetLabel),
      "governing": ["nl": .string(governing.nl), "en": .string(governing.en)],
    ]
  }

  /// Nil when the JSON has not the shape of a header.
  public init?(json: JSON) {
    guard let scheme = json["scheme"]?.string, let from = json["from"]?.int,
      let effective = json["effective"]?.string.flatMap({ CivilDate(iso: $0) }),
      let ruleSet = json["ruleSet"]?.string, let label = json["ruleSetLabel"]?.string,
      let governing = json["governing"], let nl = governing["nl"]?.string,
      let en = governing["en"]?.string
    else { return nil }
    self.init(
      scheme: scheme, from: Int(from), to: json["to"]?.int.map { Int($0) }, effective: effective,
      ruleSet: ruleSet, ruleSetLabel: label, governing: LocalizedText(nl: nl, en: en))
  }
}

/// What happens to one award, or to the scheme itself when `award` is nil.
public struct TransitionRow: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case moves, blocked
    /// Blocked by a rule, moved all the same by a named exception.
    case excepted
    /// The last period ends: the award goes to its final account.
    case settles
  }

  public let award: String?
  public let name: String
  public let outcome: Outcome
  public let reason: LocalizedText
  /// The rows of decision tables that decided, with their articles.
  public let fired: [Receipt.FiredRow]
  public let changes: [Change]
  public let receipts: [Receipt]

  public var json: JSON {
    [
      "award": award.map(JSON.string) ?? .null, "name": .string(name),
      "outcome": .string(outcome.rawValue), "reason": .string(reason.nl),
      "reasonEN": .string(reason.en),
      "fired": .array(fired.map(\.json)), "changes": .array(changes.map(\.json)),
      "receipts": .array(receipts.map(\.json)),
    ]
  }

  /// Nil when the JSON has not the shape of a row.
  public init?(json: JSON) {
    guard let name = json["name"]?.string,
      let outcome = json["outcome"]?.string.flatMap(Outcome.init(rawValue:)),
      let reason = json["reason"]?.string, let fired = json["fired"]?.array,
      let changes = json["changes"]?.array, let receipts = json["receipts"]?.array
    else { return nil }
    self.init(
      award: json["award"]?.string, name: name, outcome: outcome,
      reason: LocalizedText(nl: reason, en: json["reasonEN"]?.string ?? reason),
      fired: fired.compactMap(Receipt.FiredRow.init(json:)),
      changes: changes.compactMap(Change.init(json:)),
      receipts: receipts.compactMap(Receipt.init(json:)))
  }

  public init(
    award: String?, name: String, outcome: Outcome, reason: LocalizedText,
    fired: [Receipt.FiredRow],
    changes: [Change], receipts: [Receipt]
  ) {
    self.award = award
    self.name = name
    self.outcome = outcome
    self.reason = reason
    self.fired = fired
    self.changes = changes
    self.receipts = receipts
  }
}
