import ArgumentParser
import Casework
import Foundation
import Services
import Worker

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Open the desk: pages for people and the API, until Ctrl-C.",
    discussion: """
      Listens on 127.0.0.1:8080 unless told otherwise. The first time it makes an administrator and prints a
      link to come in with once.

      Each option is also a line of the service's file (--config) and a variable: --public-address is
      ‘public-address:’ and SPEELVELD_PUBLIC_ADDRESS. Secrets (metrics-token, sign-on-secret) come from the
      file or from $CREDENTIALS_DIRECTORY only. docs/operations.md lists them all.
      """)

  @OptionGroup var options: OfficeOptions
  @OptionGroup var carriers: CarrierOptions
  @Option(help: ArgumentHelp("Where to listen.", valueName: "address:port")) var listen: String?
  @Option(help: ArgumentHelp("Where people reach it.", valueName: "url"))
  var publicAddress: String?
  @Flag(help: "Allow an address that others than this machine can reach.") var allowRemote = false
  @Option(help: ArgumentHelp("The service's settings.", valueName: "file")) var config: String?
  @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error.", valueName: "level"))
  var logLevel: String?
  @Flag(inversion: .prefixedNo, help: "Do the work of the queue too; else ‘speelveld worker’ does.")
  var worker = true

  func run() async throws {
    try await options.runWithoutScheme { office, home, console in
      let clock = options.today.map(RealClock.starting) ?? RealClock.now
      let desk = try RunningDesk(
        CaseOffice(pool: office.pool, calendar: office.calendar, actor: "desk", clock: clock),
        home, configuration())
      let first = try await desk.identity.makeFirstAdministrator()
      try await desk.run(beside: worker ? [workerService(office, desk)] : []) {
        console.note("Het loket is open: \(desk.address)", "The desk is open: \(desk.address)")
        guard let first else { return }
        console.note(
          "Eerste keer: stel het wachtwoord van “\(first.account)” in (werkt één keer):",
          "First time: set the password of “\(first.account)” (works once):")
        console.rawNote("  \(desk.address(of: first))\n")
      }
    }
  }

  private func workerService(_ office: CaseOffice, _ desk: RunningDesk) throws
    -> WorkerService
  {
    WorkerService(
      pool: office.pool,
      registry: WorkerJobs.registry(office: office, carriers: try carriers.carriers()),
      plan: .standard(
        queues: nil, concurrency: 2, host: ProcessInfo.processInfo.hostName,
        process: Int(ProcessInfo.processInfo.processIdentifier)), logger: desk.logger)
  }

  private func configuration() throws -> ServiceConfiguration {
    var flags: [ServiceConfiguration.Key: String] = [:]
    flags[.listen] = listen
    flags[.publicAddress] = publicAddress
    flags[.logLevel] = logLevel
    if allowRemote { flags[.allowRemote] = "true" }
    let environment = ProcessInfo.processInfo.environment
    return try ServiceConfiguration(
      flags: flags, environment: environment, file: config ?? environment["SPEELVELD_CONFIG"])
  }
}
