import Casework
import Identity
import Services

extension RouteTable {
  /// Receipts and events: what lawyers and auditors read.
  static func books() -> [Route] {
    [
      .page("/regelingen/{regeling}/bonnen", nl: "Bonnen", en: "Receipts") { context in
        let award = context.query.text("verlening")
        let number = min(max(context.query["bladzijde"].flatMap { Int($0) } ?? 1, 1), 1000)
        // One more than is shown tells whether there is a next page.
        let receipts = try await context.office.newestReceipts(
          scheme: context.scheme, award: award, limit: ReceiptsPage.pageSize + 1,
          offset: (number - 1) * ReceiptsPage.pageSize)
        return context.answer(
          ReceiptsPage(
            scene: try await context.scene(),
            receipts: Array(receipts.prefix(ReceiptsPage.pageSize)), award: award, number: number,
            isMore: receipts.count > ReceiptsPage.pageSize
          ).page)
      },
      .page("/regelingen/{regeling}/bon", nl: "Bon", en: "Receipt") { context in
        let rerun = try await context.office.rerun(
          scheme: context.scheme, context.query["kenmerk"] ?? "")
        return context.answer(ReceiptPage(scene: try await context.scene(), rerun: rerun).page)
      },
      .page("/regelingen/{regeling}/gebeurtenissen", nl: "Gebeurtenissen", en: "Events") {
        try await events($0)
      },
      .page("/regelingen/{regeling}/gebeurtenissen/{nummer}", nl: "Gebeurtenis", en: "Event") {
        context in
        guard let number = context.path.integer("nummer"), number > 0 else {
          throw Problem.unknownSubject
        }
        let event = try await context.office.event(scheme: context.scheme, Int64(number))
        return context.answer(EventPage(scene: try await context.scene(), event: event).page)
      },
      .form(
        "/regelingen/{regeling}/gebeurtenissen/controle", .permission(.viewCasework),
        nl: "Boeken controleren", en: "Check the books"
      ) { context in
        // Checking changes nothing: the answer is the page itself.
        try await events(
          context, audit: try await context.office.audit(scheme: context.scheme))
      },
    ]
  }

  private static func events(_ context: RequestContext, audit: CaseOffice.Audit? = nil)
    async throws -> Answer
  {
    let events = try await context.office.events(
      scheme: context.scheme, before: context.query.integer("voor").map { Int64($0) },
      limit: EventsPage.pageSize)
    return context.answer(
      EventsPage(scene: try await context.scene(), events: events, audit: audit).page)
  }
}
