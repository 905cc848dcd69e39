/// A text in Dutch and in English.
public struct Bilingual: Hashable, Sendable {
  public var dutch: String
  public var english: String

  public init(nl dutch: String, en english: String) {
    self.dutch = dutch
    self.english = english
  }
}
