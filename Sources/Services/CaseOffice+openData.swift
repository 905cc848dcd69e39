import Casework
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// An award as the public may know it.
  public struct PublishedAward: Hashable, Sendable {
    public let award: Award
    public let recipient: Alliance
    /// Who received it for the recipient on the day of the decision; nil where none is recorded.
    public let lead: Organisation?

    /// The least sure of all that is said of it.
    public var certainty: Certainty {
      let order: [Certainty] = [.verified, .dated, .derived, .illustrative]
      let all = [award.certainty, recipient.certainty] + (lead.map { [$0.certainty] } ?? [])
      return all.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
        ?? .illustrative
    }
  }

  /// What is published of a scheme.
  public struct OpenData: Sendable {
    public let scheme: SchemeDefinition
    /// By key.
    public let awards: [PublishedAward]
    /// How many awards are left out because their recipient may be a natural person.
    public let leftOut: Int
  }

  /// The awards of a scheme without private persons.
  ///
  /// Institutional grants go to legal persons only (SR 2.3 and 3.1). Of project grants nothing says whether
  /// the recipient is a natural person, so they are left out and counted. Contacts are never read.
  public func openData(scheme: String) async throws -> OpenData {
    try await pool.read { db in
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(
        db, scheme, tables: [.award, .alliance, .membership, .organisation])
      let awards = state.awards.values.sorted { $0.id < $1.id }
      let published = awards.filter(\.kind.isInstitutional).compactMap { award in
        state.alliances[award.recipient].map { recipient in
          PublishedAward(
            award: award, recipient: recipient, lead: Self.lead(of: recipient, award, state))
        }
      }
      return OpenData(
        scheme: definition, awards: published, leftOut: awards.count - published.count)
    }
  }

  /// The lead on the day of the decision, or else on the award's first day.
  private static func lead(of recipient: Alliance, _ award: Award, _ state: SchemeState)
    -> Organisation?
  {
    let leads = state.memberships.values.filter {
      $0.alliance == recipient.id && $0.role == .lead
    }
    .sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    let found = [award.decidedOn, award.from].lazy.compactMap { day in
      leads.last { $0.from <= day && day <= $0.to ?? day }
    }.first
    return found.flatMap { state.organisations[$0.organisation] }
  }
}
