import ArgumentParser
import Delivery
import Foundation
import Services

struct RemindersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reminders",
    abstract: "Preview and send the reminders that are due; look after what is on its way.",
    discussion: """
      Without a mail server messages become files in a folder. With SPEELVELD_SMTP_HOST and
      SPEELVELD_MAIL_FROM they are mailed; docs/operations.md lists the other settings.
      """,
    subcommands: [
      Preview.self, Run.self, Outbox.self, Dead.self, Retry.self, Pause.self, Resume.self,
      Contacts.self, Forget.self,
    ])
}

/// Where messages go.
struct CarrierOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder that receives one file per message, when no mail server is set. Default: outbox in the "
        + "working directory.", valueName: "dir"))
  var outbox = "outbox"

  func carriers(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Carriers {
    let settings = try MailSettings(environment: environment)
    let mail: MailTransport =
      if let smtp = settings.smtp { try .smtp(smtp) } else { try .folder(URL(filePath: outbox)) }
    return Carriers(
      mail: mail, settings: settings,
      webhooks: try WebhookTransport(authorities: environment["SPEELVELD_WEBHOOK_CA_FILE"]))
  }
}
