import Casework
import DMN
import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition
import Postgres
import Storage

extension CaseOffice {
  /// What checking a scheme's books found.
  public struct Audit: Hashable, Sendable {
    public let events: Int64
    public let receipts: Int
    public let faults: [String]
    public let headHash: String

    public var isIntact: Bool { faults.isEmpty }
  }

  /// Checks the chain of events, rebuilds the state from it and compares that with the tables, and checks
  /// each receipt against the digest in its event.
  public func audit(scheme: String) async throws -> Audit {
    try await pool.read { db in
      var replay = Replay()
      var digests: [String: String] = [:]
      for event in try EventStore.events(db, scheme) {
        replay.append(event)
        for member in event.data["receipts"]?.members ?? [] {
          digests[member.name] = member.value.string
        }
      }
      var faults = replay.faults.map(\.description)
      let head = try EventStore.head(db, scheme)
      if head != replay.head {
        faults.append(
          "The chain ends at event \(replay.head.sequence), but \(head.sequence) was recorded as its end."
        )
      }
      let tables = try RecordStore.load(db, scheme)
      faults += tables.differences(from: replay.state).map {
        "The table row \($0) is not what the events say."
      }
      let receipts = try ReceiptStore.list(db, scheme, award: nil, limit: .max)
      for stored in receipts where digests[stored.receipt.id] != stored.receipt.digest {
        faults.append("The receipt \(stored.receipt.id) is not what its event recorded.")
      }
      if receipts.count != digests.count {
        faults.append("\(digests.count) receipts were recorded and \(receipts.count) are there.")
      }
      return Audit(
        events: replay.head.sequence, receipts: receipts.count, faults: faults,
        headHash: replay.head.hash)
    }
  }

  public func receipt(scheme: String, _ id: String) async throws -> StoredReceipt {
    try await pool.read { db in
      if let found = try ReceiptStore.find(db, scheme, id) { return found }
      let near = try ReceiptStore.list(db, scheme, award: nil, limit: 10_000).map(\.receipt.id)
        .filter { $0.contains(id) || id.hasPrefix($0) }
      throw Refusal(
        "unknown-receipt", nl: "Er is geen bon “\(id)”.", en: "There is no receipt “\(id)”.",
        details: near.isEmpty ? ["speelveld receipt list"] : Array(near.prefix(20)))
    }
  }

  public func receipts(scheme: String, award: String?, limit: Int) async throws -> [StoredReceipt] {
    try await pool.read { db in
      try checkAward(db, scheme, award)
      return try ReceiptStore.list(db, scheme, award: award, limit: limit)
    }
  }

  /// A page of receipts, newest first. Throws a `Refusal` for an award that is not there.
  public func newestReceipts(scheme: String, award: String?, limit: Int, offset: Int) async throws
    -> [StoredReceipt]
  {
    try await pool.read { db in
      try checkAward(db, scheme, award)
      return try ReceiptStore.newest(db, scheme, award: award, limit: limit, offset: offset)
    }
  }

  private func checkAward(_ db: borrowing Database, _ scheme: String, _ award: String?) throws {
    guard let award, try record(db, of: scheme, award, as: Award.self) == nil else { return }
    let known = try RecordStore.load(db, scheme, tables: [.award]).awards.keys.sorted()
    throw Refusal(
      "unknown-award", nl: "Er is geen verlening “\(award)”.",
      en: "There is no award “\(award)”.", details: Array(known.prefix(20)))
  }

  /// A decision taken again from its receipt.
  public struct Rerun: Sendable {
    public let stored: StoredReceipt
    public let outcome: String
    public let fired: [Receipt.FiredRow]

    public var isSame: Bool { outcome == stored.receipt.outcome && fired == stored.receipt.fired }
  }

  /// Takes the decision of a receipt again, with this engine, under the rule set it names.
  public func rerun(scheme: String, _ id: String) async throws -> Rerun {
    let stored = try await receipt(scheme: scheme, id)
    let hash = stored.receipt.ruleSet
    guard let source = try await pool.read({ db in try RuleSetStore.find(db, hash) }) else {
      throw StorageFault(
        "The rule set \(hash) of the receipt is not in the database.",
        remedy: "Restore it from a backup.")
    }
    let (loaded, findings) = RuleSet.load(
      source.files, scheme: source.scheme, label: source.label, validFrom: source.validFrom,
      validTo: source.validTo)
    guard let rules = loaded else {
      throw Refusal(
        "rule-set-unreadable", nl: "De regelset \(source.label) is met deze versie niet te lezen.",
        en: "This version cannot read the rule set \(source.label).",
        details: findings.map(\.description))
    }
    let inputs = try FEELExpression.compile(stored.receipt.inputs).evaluate(FEELContext()).value
    guard case .context(let context) = inputs else {
      throw StorageFault(
        "The inputs of receipt \(id) cannot be read.", remedy: "Run ‘speelveld audit verify’.")
    }
    let result = rules.decide(stored.receipt.decision, context)
    return Rerun(
      stored: stored, outcome: result.value.description,
      fired: result.fired.map(Receipt.FiredRow.init))
  }
}
