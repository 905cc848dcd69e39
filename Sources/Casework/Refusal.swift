/// A command that the rules or the state of the case do not allow.
///
/// Says what was asked, why not, and what can be done, in both languages; `code` is stable for scripts.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let code: String
  public let nl: String
  public let en: String
  /// Things that help to understand, such as the events that came in between; one line each.
  public let details: [String]

  public init(_ code: String, nl: String, en: String, details: [String] = []) {
    self.code = code
    self.nl = nl
    self.en = en
    self.details = details
  }

  public var description: String {
    ([en] + details.map { "  - \($0)" }).joined(separator: "\n")
  }
}
