/// A text in the two languages that a user may choose.
public struct LocalizedText: Hashable, Sendable {
  public var nl: String
  public var en: String

  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }
}
