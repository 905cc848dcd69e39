import Foundation

/// `conformance SUITE FILE…`: runs an outside suite against the engines and prints the score.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "decimal": exit(runDecimal(rest))
    case "dmn": exit(runDMN(rest))
    case "scxml": exit(runSCXML(rest))
    case "scion": exit(runSCION(rest))
    case "fuzz": exit(runFuzz(rest))
    case "allocation": exit(runAllocation(rest))
    default:
      print(
        """
        usage: conformance decimal|dmn|scxml|scion PATH…
               conformance fuzz [OPTIONS]
               conformance allocation FILE
        """)
      exit(2)
    }
  }
}
