import Foundation

/// Shows that the queue loses nothing and hands out nothing twice while its workers and its server are killed.
///
///     chaos run [--runs 10] [--seed 1] [--report FILE]
///
/// Not shipped. Works in a private cluster in a temporary directory; ends only processes that it started.
@main struct ChaosProgram {
  static func main() async {
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard !arguments.isEmpty else { fail("usage: chaos run [--runs N] [--seed S] [--report FILE]") }
    let command = arguments.removeFirst()
    do {
      switch command {
      case "worker":
        guard arguments.count == 2 else { fail("usage: chaos worker ADDRESS SINK") }
        try await ChaosWorker(address: arguments[0], sink: arguments[1]).run()
      case "run":
        let isGood = try await ChaosSeries(arguments).run()
        exit(isGood ? 0 : 1)
      default: fail("unknown command \(command)")
      }
    } catch {
      fail("\(error)")
    }
  }

  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(64)
  }
}
