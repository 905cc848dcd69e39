import Casework
import Identity
import Services
import Storage

extension RouteTable {
  static func reminders() -> [Route] {
    [
      .page("/regelingen/{regeling}/herinneringen", nl: "Herinneringen", en: "Reminders") {
        context in
        let through = context.today.adding(days: 92)
        let lines = try await context.office.reminderLines(
          scheme: context.scheme, through: through, limit: 500)
        var preview: CaseOffice.PlannedMessage?
        if let id = context.query.text("bericht") {
          preview = try await context.office.reminderMessage(
            scheme: context.scheme, id, through: through)
        }
        let page = RemindersPage(
          scene: try await context.scene(), reminders: lines, through: through, preview: preview)
        return context.answer(page.page)
      }
    ]
  }
}
