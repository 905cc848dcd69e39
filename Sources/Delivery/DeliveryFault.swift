/// Why something cannot be written or sent as asked; says what to mend.
public struct DeliveryFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let code: String
  public let message: String
  public let remedy: String

  public init(_ code: String, _ message: String, remedy: String) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  public var description: String { "\(message)\n    → \(remedy)" }
}
