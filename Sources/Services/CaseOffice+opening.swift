import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// Takes in an objection against a decision on an award and starts the clock of the decision on it.
  public func receiveObjection(scheme: String, award: String, against: String, on day: CivilDate)
    async throws -> Objection
  {
    let key = try await decide(scheme, award: award, kind: "objection.received") { decider in
      try decider.receiveObjection(award: award, against: against, on: day)
    }
    return try await found(Objection.self, key, scheme)
  }

  /// Takes in a request for permission for a legal act and starts the clock of the decision on it.
  public func requestPermission(scheme: String, award: String, act: String, on day: CivilDate)
    async throws -> ConsentRequest
  {
    let key = try await decide(scheme, award: award, kind: "permission.requested") { decider in
      try decider.requestPermission(award: award, act: act, on: day)
    }
    return try await found(ConsentRequest.self, key, scheme)
  }

  /// Adds obligations on agreed days; see `Decider.agree`.
  public func addMilestones(
    scheme: String, award: String, kind: String, on days: [CivilDate], reason: String
  ) async throws -> [Obligation] {
    let keys = try await decide(
      scheme, award: award, kind: "milestones.agreed", data: [.init("reason", .string(reason))]
    ) { decider in try decider.agree(kind, award: award, on: days) }
    let state = try await state(of: scheme)
    return keys.compactMap { state.obligations[$0] }
  }

  /// Records how far a recommendation or commitment was followed up; its obligation moves along.
  public func followUp(
    scheme: String, _ key: String, status: FollowUp, owner: String? = nil, due: CivilDate? = nil
  ) async throws {
    try await decide(scheme, award: nil, kind: "follow-up.recorded") { decider in
      try decider.followUp(key, status: status, owner: owner, due: due)
    }
  }

  private func found<R: TableHome>(_: R.Type, _ key: String, _ scheme: String) async throws -> R {
    let state = try await pool.read { db in try RecordStore.load(db, scheme, tables: [R.table]) }
    guard let record = state[keyPath: R.home][key] else {
      throw StorageFault(
        "“\(key)” was stored and is not there.", remedy: "Run ‘speelveld audit verify’.")
    }
    return record
  }

  /// One decision on an award, or on the whole scheme, stored as one event.
  @discardableResult
  private func decide<T: Sendable>(
    _ scheme: String, award: String?, kind: String, data: [JSON.Member] = [],
    _ work: @escaping @Sendable (inout Decider) throws -> T
  ) async throws -> T {
    try await changing(scheme) { db, head in
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      if let award, state.awards[award] == nil {
        throw Refusal(
          "unknown-award", nl: "Er is geen verlening “\(award)”.",
          en: "There is no award “\(award)”.", details: state.awards.keys.sorted())
      }
      var decider = decider(
        definition, award.map { state.slice(award: $0) } ?? state,
        occasion: "\(kind)-\(head.sequence + 1)")
      let result = try work(&decider)
      let changes = decider.records.changes
      guard !changes.isEmpty else { return result }
      let draft = EventDraft(
        kind: kind, subject: award.map { "award/\($0)" } ?? "scheme/\(scheme)",
        data: Receipt.data(decider.receipts, data), changes: changes)
      try record(db, scheme, head: head, [(draft, decider.receipts)])
      return result
    }
  }
}
