/// The five characters by which PostgreSQL names a condition (PostgreSQL manual, appendix A).
public struct SQLState: RawRepresentable, Hashable, Sendable {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let uniqueViolation = SQLState(rawValue: "23505")
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  public static let checkViolation = SQLState(rawValue: "23514")
  public static let notNullViolation = SQLState(rawValue: "23502")
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  public static let serializationFailure = SQLState(rawValue: "40001")
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  public static let inFailedTransaction = SQLState(rawValue: "25P02")
  public static let readOnlyTransaction = SQLState(rawValue: "25006")
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  public static let insufficientPrivilege = SQLState(rawValue: "42501")
  public static let undefinedTable = SQLState(rawValue: "42P01")
  public static let undefinedColumn = SQLState(rawValue: "42703")
  public static let duplicateDatabase = SQLState(rawValue: "42P04")
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  public static let objectInUse = SQLState(rawValue: "55006")
  /// Cancelled on request, or by `statement_timeout`.
  public static let queryCanceled = SQLState(rawValue: "57014")
  public static let adminShutdown = SQLState(rawValue: "57P01")
  public static let cannotConnectNow = SQLState(rawValue: "57P03")
  public static let raisedException = SQLState(rawValue: "P0001")
  public static let diskFull = SQLState(rawValue: "53100")

  /// The first two characters: the class of the condition.
  public var conditionClass: Substring { rawValue.prefix(2) }
}
