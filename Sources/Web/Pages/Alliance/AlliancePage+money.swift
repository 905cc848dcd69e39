import Casework
import ExactNumbers
import LegalCalendar

extension AlliancePage {
  /// Periods, and payments against what was granted.
  func money(_ award: Award) -> [Block] {
    let payments = state.payments.values.filter { $0.award == award.id }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    func sum(_ list: [Payment]) -> Money { Money(cents: list.reduce(0) { $0 + $1.amount.cents }) }
    let out = payments.filter { $0.kind != .recovery && $0.state != "cancelled" }
    let paid = sum(out.filter { $0.state == "paid" })
    let planned = sum(out.filter { $0.state != "paid" })
    let ceiling = state.ceilings.values.first { $0.kind == award.kind }
    let text = words(
      "Van \(words.euros(award.granted)) is \(words.euros(paid)) betaald en \(words.euros(planned)) gepland.",
      "Of \(words.euros(award.granted)), \(words.euros(paid)) is paid and \(words.euros(planned)) planned."
    )
    return [
      .h2(words("Tijdvakken en geld", "Periods and money"), id: "geld-\(Places.encoded(award.id))"),
      .table(periods(award)),
      .figure(
        Figure(
          caption: text,
          note: ceiling.map {
            words(
              "Plafond voor deze soort: \(words.euros($0.amount)) (illustratief). Alle bedragen zijn illustratief.",
              "Ceiling for this kind: \(words.euros($0.amount)) (illustrative). All amounts are illustrative."
            )
          },
          svg: ShareChart(
            id: "geld-\(Places.encoded(award.id))-beeld",
            title: words("Betaald en gepland", "Paid and planned"), description: text, paid: paid,
            planned: planned, limit: award.granted, words: words
          ).svg)),
      .disclosure(
        Disclosure(
          summary: words.count(
            payments.count, ("betaling", "payment"), ("betalingen", "payments")),
          blocks: [.table(paymentTable(award, payments))])),
    ]
  }

  private func periods(_ award: Award) -> DataTable {
    let list = state.periods.values.filter { $0.award == award.id }.sorted { $0.year < $1.year }
    return DataTable(
      id: "tijdvakken-\(Places.encoded(award.id))", caption: words("Tijdvakken", "Periods"),
      columns: [
        .init(words("Jaar", "Year")), .init(words("Stand", "State")),
        .init(words("Begroot", "Budget"), isNumber: true),
        .init(words("Betaald", "Paid"), isNumber: true),
        .init(words("Rapportage", "Report")),
      ],
      rows: list.map { period in
        let paid = state.payments.values.filter {
          $0.award == award.id && $0.year == period.year && $0.state == "paid"
            && $0.kind != .recovery
        }.reduce(Int64(0)) { $0 + $1.amount.cents }
        let report = state.reports.values.first {
          $0.award == award.id && $0.year == period.year
        }
        return [
          Cell(String(period.year), href: scene.places.caseFile(period.id)),
          Cell(scene.state(period.state, of: .period)),
          Cell(words.euros(period.budget), mark: words.mark(.illustrative as Certainty)),
          Cell(words.euros(Money(cents: paid)), mark: words.mark(award.certainty)),
          report.map {
            Cell(
              scene.state($0.state, of: .report), href: scene.places.caseFile($0.id),
              hidden: String($0.year), note: words.shortDate($0.due))
          } ?? .none,
        ]
      }, empty: words("Er zijn nog geen tijdvakken.", "There are no periods yet."))
  }

  private func paymentTable(_ award: Award, _ payments: [Payment]) -> DataTable {
    DataTable(
      id: "betalingen-\(Places.encoded(award.id))", caption: words("Betalingen", "Payments"),
      columns: [
        .init(words("Vervalt", "Falls due")), .init(words("Soort", "Kind")),
        .init(words("Bedrag", "Amount"), isNumber: true), .init(words("Stand", "State")),
        .init(words("Artikel", "Article")),
      ],
      rows: payments.map { payment in
        [
          Cell(
            words.shortDate(payment.due), href: scene.places.caseFile(payment.id)),
          Cell(scene.payment(payment.kind)),
          Cell(words.euros(payment.amount), mark: words.mark(award.certainty)),
          Cell(
            scene.state(payment.state, of: .payment), note: payment.paidOn.map(words.shortDate)),
          Cell(payment.article),
        ]
      }, empty: words("Er zijn nog geen betalingen.", "There are no payments yet."))
  }
}
