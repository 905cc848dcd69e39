import Postgres

/// A failure in words that may be stored and logged: no personal data.
public struct JobFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let reason: String

  public init(_ reason: String) { self.reason = reason }

  public var description: String { reason }

  /// What may be kept of an error. Of one this layer does not know only its type: its text may hold
  /// anything.
  public static func reason(of error: any Error) -> String {
    switch error {
    case let fault as JobFault: fault.reason
    case let lost as JobLeaseLost: lost.description
    case let error as PostgresError:
      "database: \(error.code.rawValue)"
        + (error.sqlState.map { " \($0.rawValue)" } ?? "")
        + (error.constraint.map { " \($0)" } ?? "")
    case is CancellationError: "cancelled"
    default: String(describing: type(of: error))
    }
  }
}
