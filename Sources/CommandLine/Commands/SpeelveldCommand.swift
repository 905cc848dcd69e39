import ArgumentParser

/// The program: one sub-command per job.
public struct SpeelveldCommand: AsyncParsableCommand {
  public static let version = "0.1.0"

  public static let configuration = CommandConfiguration(
    commandName: "speelveld",
    abstract: "Rules, period changes and reminders for the life of a subsidy scheme.",
    discussion: """
      Without DATABASE_URL the program keeps a private PostgreSQL in its data directory.
      Start with ‘speelveld demo’.

      Exit status: 0 done, 1 failed, 2 cancelled, 3 findings, 64 usage, 75 try again.
      """,
    version: version,
    subcommands: [
      DemoCommand.self, SchemeCommand.self, PortfolioCommand.self, TransitionCommand.self,
      CaseCommand.self, IntakeCommand.self, AwardCommand.self, ReportCommand.self,
      MilestonesCommand.self, RemindersCommand.self, WebhookCommand.self, ScenarioCommand.self,
      WorkerCommand.self, RulesCommand.self, LifecycleCommand.self, CalendarCommand.self,
      ReceiptCommand.self, AuditCommand.self, DatabaseCommand.self, DoctorCommand.self,
      ServeCommand.self, UserCommand.self, TokenCommand.self,
    ])

  public init() {}
}
