import ArgumentParser
import Casework
import Diagnostics
import Postgres
import Storage

/// What a failure looks like at the terminal, and the status it ends with.
///
/// The one table from errors to exit statuses.
struct Failure {
  let status: ExitStatus
  let lines: [String]

  /// More findings than these are counted by kind: nobody reads a hundred thousand lines.
  private static let shown = 100

  private static func lines(_ findings: [Finding], _ language: Language) -> [String] {
    var lines = findings.prefix(shown).map(\.description)
    let rest = findings.dropFirst(shown)
    guard !rest.isEmpty else { return lines }
    let kinds = Dictionary(grouping: rest, by: \.code).mapValues(\.count)
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
    lines.append(
      language == .dutch
        ? "En nog \(rest.count): \(kinds)." : "And \(rest.count) more: \(kinds).")
    return lines
  }

  init(_ error: any Error, language: Language) {
    switch error {
    case let refusal as Refusal:
      status = .failed
      lines =
        [language == .dutch ? refusal.nl : refusal.en] + refusal.details.map { "  - \($0)" }
    case let error as FindingsError:
      status = .findings
      lines = Self.lines(error.findings.inReadingOrder(), language)
    case let error as PostgresError:
      status = error.isRetryable || error.code == .connectionLost ? .tryAgain : .failed
      lines = ["\(error)"]
    case is CancellationError:
      status = .cancelled
      lines = [
        language == .dutch
          ? "Afgebroken; er is niets veranderd." : "Cancelled; nothing was changed."
      ]
    default:
      status = .failed
      lines = ["\(error)"]
    }
  }
}

/// Runs a command's work and turns what it throws into a message and an exit status.
func reporting(_ console: Console, _ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let code as ExitCode {
    throw code
  } catch {
    let failure = Failure(error, language: console.language)
    for line in failure.lines { console.rawNote(line + "\n") }
    throw failure.status.code
  }
}
