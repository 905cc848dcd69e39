/// One statement in Dutch and in English.
public struct BilingualText: Hashable, Sendable {
  public let nl: String
  public let en: String

  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }
}
