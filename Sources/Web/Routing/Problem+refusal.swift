import Casework
import Diagnostics
import LegalCalendar
import Postgres

/// The one table from what services throw to what a sender is told.
extension Problem {
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let refusal as Refusal: self.init(refusal)
    case let error as FindingsError:
      self = .invalid(
        error.findings.inReadingOrder().map { finding in
          Fault(
            .body, finding.position.map { "\($0)" } ?? "", finding.code, nl: finding.message,
            en: finding.message)
        })
    case let error as PostgresError: self = Problem.database(error)
    default: self = .ownFault
    }
  }

  private static func database(_ error: PostgresError) -> Problem {
    switch error.code {
    case .outcomeUnknown: return .outcomeUnknown
    case .connectionFailed, .connectionLost, .poolExhausted, .poolClosed: return .databaseAway
    default: break
    }
    if error.isReadOnlyServer { return .databaseAway }
    switch error.sqlState {
    case .adminShutdown?, .cannotConnectNow?, .serializationFailure?, .deadlockDetected?,
      .lockNotAvailable?, .diskFull?:
      return .databaseAway
    case .queryCanceled?: return .outOfTime
    default: return .ownFault
    }
  }

  init(_ refusal: Refusal) {
    let isUnknown = refusal.code.hasPrefix("unknown-") || Self.notThere.contains(refusal.code)
    self.init(
      isUnknown ? 404 : 409, refusal.code,
      title: isUnknown
        ? .init(nl: "Niet gevonden", en: "Not found")
        : .init(nl: "Dit kan nu niet", en: "This is not possible now"),
      nl: refusal.nl, en: refusal.en)
    // Commands for a terminal say nothing to a program elsewhere.
    details = refusal.details.filter { !$0.hasPrefix("speelveld ") }
  }

  private static let notThere: Set<String> = ["scheme-not-active", "no-period", "no-run"]
}
