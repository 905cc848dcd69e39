/// A person who gets messages.
///
/// No `Record`: contacts stay outside the event chain, which can never forget, so that a person can be
/// forgotten. Nothing of a contact but its id stands in events or logs.
public struct Contact: Hashable, Sendable {
  public var id: String
  public var name: String
  public var email: String
  /// `nl` or `en`.
  public var language: String
  /// One of the roles that ladders name.
  public var role: String
  /// For `lead`: the organisation that leads.
  public var organisation: String?
  /// For other roles: the alliances that this person looks after; empty for all.
  public var alliances: [String]
  public var certainty: Certainty

  public init(
    id: String, name: String, email: String, language: String, role: String,
    organisation: String? = nil, alliances: [String] = [], certainty: Certainty
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.language = language
    self.role = role
    self.organisation = organisation
    self.alliances = alliances
    self.certainty = certainty
  }
}
