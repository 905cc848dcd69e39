/// Why an amount could not be computed.
public enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The result lies outside ±92,233,720,368,547,758.07 euros.
  case outOfRange(operation: String)

  public var description: String {
    switch self {
    case .outOfRange(let operation):
      "\(operation): the amount is outside ±92233720368547758.07 euros; check the amounts given"
    }
  }
}
