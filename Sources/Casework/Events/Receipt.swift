import Crypto
import JSONText

/// The re-runnable record of one decision (verantwoordingsbewijs).
///
/// Inputs and outcome are FEEL texts, so that a later engine can read them exactly as they were; the rule
/// set is named by its hash and kept whole in the database.
public struct Receipt: Hashable, Sendable {
  /// `<award>/<occasion>/<decision>`, readable and the same each time the same plan is made.
  public let id: String
  public let decision: String
  public let award: String?
  public let ruleSet: String
  /// The engine's version, such as `speelveld 0.1.0`.
  public let engine: String
  public let inputs: String
  public let outcome: String
  public let fired: [FiredRow]

  public init(
    id: String, decision: String, award: String?, ruleSet: String, engine: String, inputs: String,
    outcome: String, fired: [FiredRow]
  ) {
    self.id = id
    self.decision = decision
    self.award = award
    self.ruleSet = ruleSet
    self.engine = engine
    self.inputs = inputs
    self.outcome = outcome
    self.fired = fired
  }

  /// One row of a decision table that fired.
  public struct FiredRow: Hashable, Sendable {
    public let table: String
    public let row: Int
    public let rule: String
    public let article: String
    public let certainty: String?

    public init(table: String, row: Int, rule: String, article: String, certainty: String?) {
      self.table = table
      self.row = row
      self.rule = rule
      self.article = article
      self.certainty = certainty
    }
  }
}

extension Receipt.FiredRow {
  public var json: JSON {
    [
      "table": .string(table), "row": .int(row), "rule": .string(rule),
      "article": .string(article), "certainty": certainty.map(JSON.string) ?? .null,
    ]
  }

  public init?(json: JSON) {
    guard let table = json["table"]?.string, let row = json["row"]?.int,
      let rule = json["rule"]?.string, let article = json["article"]?.string
    else { return nil }
    self.init(
      table: table, row: Int(row), rule: rule, article: article,
      certainty: json["certainty"]?.string)
  }
}

extension Receipt {
  public var json: JSON {
    [
      "id": .string(id), "decision": .string(decision), "award": award.map(JSON.string) ?? .null,
      "ruleSet": .string(ruleSet), "engine": .string(engine), "inputs": .string(inputs),
      "outcome": .string(outcome), "fired": .array(fired.map(\.json)),
    ]
  }

  /// Nil when the JSON has not the shape of a receipt.
  public init?(json: JSON) {
    guard let id = json["id"]?.string, let decision = json["decision"]?.string,
      let ruleSet = json["ruleSet"]?.string, let engine = json["engine"]?.string,
      let inputs = json["inputs"]?.string, let outcome = json["outcome"]?.string,
      let fired = json["fired"]?.array
    else { return nil }
    self.init(
      id: id, decision: decision, award: json["award"]?.string, ruleSet: ruleSet, engine: engine,
      inputs: inputs, outcome: outcome, fired: fired.compactMap(FiredRow.init(json:)))
  }

  /// What the event that stores the receipt holds of it, so that the chain covers receipts too.
  public var digest: String { SHA256.hash(data: Array(json.canonical.utf8)).hex }
}

extension Receipt {
  /// The part of an event's data that ties receipts to the chain: each one's id and digest.
  public static func data(_ receipts: [Receipt], _ others: [JSON.Member] = []) -> JSON {
    let digests = receipts.map { JSON.Member($0.id, .string($0.digest)) }
    let members = others + (digests.isEmpty ? [] : [JSON.Member("receipts", .object(digests))])
    return members.isEmpty ? .null : .object(members)
  }
}
