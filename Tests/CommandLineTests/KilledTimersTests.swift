import Foundation
import JSONText
import Testing

@testable import CommandLine

/// The real program, killed while it lets delayed events come in.
///
/// Takes minutes: runs only with `SPEELVELD_LONG_TESTS=1`.
@Suite(
  .enabled(
    if: Program.isBuilt && ProcessInfo.processInfo.environment["SPEELVELD_LONG_TESTS"] != nil,
    "long: set SPEELVELD_LONG_TESTS=1"))
struct KilledTimersTests {
  private let report = "politica-2023/interim-report/2025"

  /// The shipped scheme with a reminder on each of 14 days after a report is filed, in `folder`.
  private func writeScheme(to folder: URL) throws {
    try FileManager.default.copyItem(at: URL(filePath: schemeFolder), to: folder)
    let file = folder.appending(path: "2022-02-18/lifecycles/report.scxml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let state = try #require(text.firstRange(of: /<state id="filed"[^>]*>/))
    let timers = """
      <onentry><foreach array="for day in 1..14 return day" item="day">
        <send event="remind" delayexpr='duration("P" + string(day) + "D")'/></foreach></onentry>
      <transition event="remind"/>
      """
    try text.replacingCharacters(in: state, with: text[state] + timers)
      .write(to: file, atomically: true, encoding: .utf8)
  }

  @Test func `killed at any moment, a run of the timers has fired each once or not yet`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      let scheme = folder.appending(path: "scheme")
      try writeScheme(to: scheme)
      let portfolio = folder.appending(path: "portfolio.yaml")
      try portfolioText().replacing(
        /year: 2025, due: 2026-04-01, state: settled, filed-on: [-0-9]+/,
        with: "year: 2025, due: 2026-04-01, state: expected"
      ).write(to: portfolio, atomically: true, encoding: .utf8)
      func succeed(_ arguments: String...) throws -> JSON {
        let ending = try program.run(list: arguments + ["--json"])
        #expect(ending.status == 0, "\(arguments): \(ending)")
        return try JSON.parse(ending.output)
      }
      _ = try succeed("scheme", "activate", scheme.path, "--today", "2026-12-01")
      _ = try succeed("portfolio", "import", portfolio.path, "--today", "2026-12-01")
      _ = try succeed("case", "do", report, "file", "--today", "2026-12-01")
      let waiting = try succeed("case", "timers", "list", "--today", "2026-12-01")
      #expect(waiting.array?.count == 14)

      let server = folder.appending(path: "data/postgres/data/postmaster.pid")
      for delay in [0, 40, 90] {
        _ = try program.run("case", "timers", "run", "--today", "2026-12-20") { process in
          while process.isRunning, !isReady(server) {}
          // Where in its work the program is killed does not matter; nothing may be half done.
          let end = ContinuousClock.now + .milliseconds(delay)
          while process.isRunning, ContinuousClock.now < end {}
          if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        let audit = try succeed("audit", "verify")
        #expect(audit["intact"] == .bool(true))
      }
      _ = try succeed("case", "timers", "run", "--today", "2026-12-20")
      #expect(try succeed("case", "timers", "list", "--today", "2026-12-20") == .array([]))
      let seen = try succeed("case", "actions", report, "--today", "2026-12-20")
      // The filing was the first step; each of the 14 reminders is one more.
      #expect(seen["step"] == .int(15))
      #expect(try succeed("audit", "verify")["intact"] == .bool(true))
    }
  }

  private func isReady(_ file: URL) -> Bool {
    let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    return text?.split(separator: "\n").last?.hasPrefix("ready") == true
  }
}
