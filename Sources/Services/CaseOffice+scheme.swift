import Casework
import Diagnostics
import LegalCalendar
import SchemeDefinition
import Postgres
import Storage

extension CaseOffice {
  /// What activating a scheme did.
  public struct Activation: Sendable {
    public let scheme: SchemeDefinition
    public let findings: [Finding]
    /// False when exactly these files were active already.
    public let changed: Bool
    /// The open terms that the new rules moved, and why.
    public let moved: [MovedTerm]
  }

  /// Checks a scheme's directory and makes it the one that decisions are taken under.
  ///
  /// Running cases move to the rules that govern them now. Throws a `FindingsError` with every fault when
  /// there is an error among them, and a `Refusal` when a running case has nowhere to go; then nothing is
  /// stored.
  public func activate(_ files: [String: [UInt8]]) async throws -> Activation {
    let (loaded, findings) = SchemeDefinition.load(files)
    guard let scheme = loaded else { throw FindingsError(findings) }
    let (changed, moved) = try await changing(scheme.id) { db, head -> (Bool, [MovedTerm]) in
      let now = clock()
      let source = try RuleSetStore.storeSource(db, scheme: scheme.id, files: files, at: now)
      for version in scheme.versions {
        try RuleSetStore.store(
          db,
          StoredRuleSet(
            hash: version.hash, scheme: scheme.id, label: version.label,
            validFrom: version.validFrom, validTo: version.validTo, files: version.files), at: now)
      }
      let state = try RecordStore.load(db, scheme.id, tables: [.scheme])
      var records = ChangeSet(from: state)
      let existing = state.schemes[scheme.id]
      if let existing, existing.source == source { return (false, []) }
      records.put(
        SchemeRecord(
          id: scheme.id, title: scheme.title.nl, state: existing?.state ?? "running",
          source: source, activatedOn: today,
          ruleSet: try existing.map(\.ruleSet) ?? scheme.ownRules(on: today).hash))
      let activated = EventDraft(
        kind: "scheme.activated", subject: "scheme/\(scheme.id)",
        data: .object(scheme.versions.map { .init($0.label, .string($0.hash)) }),
        changes: records.changes)
      var drafts: [(draft: EventDraft, receipts: [Receipt])] = [(activated, [])]
      if let former = try existing.flatMap({ try definition(db, source: $0.source) }) {
        drafts += try moves(db, to: scheme, from: former, after: activated)
      }
      let reprojected = try reprojection(db, scheme, head)
      if let draft = reprojected.draft { drafts.append((draft, [])) }
      try record(db, scheme.id, head: head, drafts)
      return (true, reprojected.moved)
    }
    return Activation(scheme: scheme, findings: findings, changed: changed, moved: moved)
  }

  /// The active scheme's definition.
  public func scheme(_ id: String) async throws -> SchemeDefinition {
    try await pool.read { db in try activeScheme(db, id) }
  }

  /// The schemes that are active in this database.
  public func schemes() async throws -> [SchemeRecord] {
    try await pool.read { db in
      try SchemeDirectory.ids(db).compactMap {
        try RecordStore.load(db, $0, tables: [.scheme]).schemes[$0]
      }
    }
  }
}
