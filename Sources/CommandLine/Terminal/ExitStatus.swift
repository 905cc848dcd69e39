import ArgumentParser
import Diagnostics
import Postgres
import Services

/// The program's exit statuses; the only ones it uses.
public enum ExitStatus: Int32, Sendable {
  case done = 0
  case failed = 1
  case cancelled = 2
  case findings = 3
  /// EX_USAGE of sysexits.h.
  case usage = 64
  /// EX_TEMPFAIL of sysexits.h: the same command may succeed later.
  case tryAgain = 75

  var code: ExitCode { ExitCode(rawValue) }
}
