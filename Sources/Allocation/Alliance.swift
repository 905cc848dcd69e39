import ExactNumbers

/// Cooperating organisations that apply together (SR 2.3).
public struct Alliance: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public var organisation: String
    public var isLead: Bool
    /// Its part of the alliance's grant; the parts of an alliance make 100% together.
    public var share: BasisPoints

    public init(_ organisation: String, isLead: Bool = false, share: BasisPoints) {
      self.organisation = organisation
      self.isLead = isLead
      self.share = share
    }
  }

  public var id: String
  public var theme: String
  public var isPresentPartner: Bool
  /// What is asked for each grant year.
  public var requested: Money
  public var members: [Member]

  public init(
    id: String, theme: String, isPresentPartner: Bool = false, requested: Money, members: [Member]
  ) {
    self.id = id
    self.theme = theme
    self.isPresentPartner = isPresentPartner
    self.requested = requested
    self.members = members
  }
}
