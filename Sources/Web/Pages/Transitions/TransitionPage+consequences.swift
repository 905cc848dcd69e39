import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Storage

extension TransitionPage {
  /// Payments, obligations, reminders and letters of one row, behind its name.
  func consequences(_ row: TransitionRow) -> Block {
    let name = row.award == nil ? words("De regeling zelf", "The scheme itself") : row.name
    let payments = records(row, .payment)
    let obligations = records(row, .obligation)
    let reminders = records(row, .reminder)
    let letters = records(row, .letter)
    let parts = [
      payments.isEmpty
        ? nil : words.count(payments.count, ("betaling", "payment"), ("betalingen", "payments")),
      obligations.isEmpty
        ? nil
        : words.count(
          obligations.count, ("verplichting", "obligation"), ("verplichtingen", "obligations")),
      reminders.isEmpty
        ? nil
        : words.count(reminders.count, ("herinnering", "reminder"), ("herinneringen", "reminders")),
      letters.isEmpty
        ? nil : words.count(letters.count, ("brief", "letter"), ("brieven", "letters")),
    ].compactMap { $0 }
    let id = Places.encoded(row.award ?? "regeling")
    var blocks: [Block] = [.table(states(row, id))]
    if !payments.isEmpty { blocks.append(.table(paymentTable(payments, id))) }
    if !obligations.isEmpty { blocks.append(.table(obligationTable(obligations, id))) }
    if !reminders.isEmpty { blocks.append(.table(reminderTable(reminders, id))) }
    for letter in letters { blocks += show(letter) }
    let what =
      parts.isEmpty ? words("alleen toestanden", "states only") : parts.joined(separator: ", ")
    return .disclosure(Disclosure(summary: "\(name): \(what)", blocks: blocks))
  }

  private func records(_ row: TransitionRow, _ table: Table) -> [JSON] { row.records(table) }

  /// Records that change state, before and after.
  private func states(_ row: TransitionRow, _ id: String) -> DataTable {
    DataTable(
      id: "\(id)-toestanden", caption: words("Toestanden", "States"),
      columns: [
        .init(words("Wat", "What")), .init(words("Was", "Was")), .init(words("Wordt", "Becomes")),
      ],
      rows: row.changes.compactMap { change in
        guard let before = change.before?["state"]?.string,
          let after = change.after?["state"]?.string, before != after
        else { return nil }
        let subject = Subject(
          rawValue: change.table == .alliance ? "partnership" : change.table.rawValue)
        func name(_ state: String) -> String {
          subject.map { scene.state(state, of: $0) } ?? state
        }
        return [Cell(change.key), Cell(name(before)), Cell(name(after))]
      }, empty: words("Geen toestand verandert.", "No state changes."))
  }

  private func paymentTable(_ payments: [JSON], _ id: String) -> DataTable {
    DataTable(
      id: "\(id)-betalingen", caption: words("Betalingen", "Payments"),
      columns: [
        .init(words("Vervalt", "Falls due")), .init(words("Kenmerk", "Reference")),
        .init(words("Bedrag", "Amount"), isNumber: true), .init(words("Artikel", "Article")),
      ],
      rows: payments.map { payment in
        [
          Cell(date(payment, "due")), Cell(payment["id"]?.string ?? "", isCode: true),
          Cell(
            words.euros(Money(cents: payment["amountCents"]?.int ?? 0)),
            mark: words.mark(.illustrative as Certainty)), Cell(payment["article"]?.string ?? ""),
        ]
      }, empty: "")
  }

  private func obligationTable(_ obligations: [JSON], _ id: String) -> DataTable {
    DataTable(
      id: "\(id)-verplichtingen", caption: words("Verplichtingen", "Obligations"),
      columns: [
        .init(words("Fatale datum", "Due date")), .init(words("Wat", "What")),
        .init(words("Aan zet", "To act")), .init(words("Artikel", "Article")),
      ],
      rows: obligations.map { item in
        [
          Cell(date(item, "due")),
          Cell(
            scene.title(
              ofKind: item["kind"]?.string ?? "", year: item["year"]?.int.map { Int($0) })),
          Cell(scene.role(item["debtor"]?.string ?? "")), Cell(item["article"]?.string ?? ""),
        ]
      }, empty: "")
  }

  private func reminderTable(_ reminders: [JSON], _ id: String) -> DataTable {
    DataTable(
      id: "\(id)-herinneringen", caption: words("Herinneringen", "Reminders"),
      columns: [
        .init(words("Versturen", "Send")), .init(words("Aan", "To")), .init(words("Stap", "Step")),
      ],
      rows: reminders.map { item in
        [
          Cell(date(item, "sendOn")), Cell(scene.roles(item["recipient"]?.string ?? "")),
          Cell(scene.step(item["step"]?.string ?? "")),
        ]
      }, empty: "")
  }

  /// The letter word for word, as the recipient will read it.
  private func show(_ letter: JSON) -> [Block] {
    guard let template = letter["template"]?.string else { return [] }
    let label =
      words("Brief (bedragen illustratief): ", "Letter (illustrative amounts): ")
      + scene.letter(template)
    guard let source = scene.rules?.letters[template],
      let fields = letter["fields"]?.string.flatMap({ try? JSON.parse($0) }),
      let text = try? source.render(fields)
    else { return [.text(label)] }
    return [.text(label), .preformatted(Preformatted(label: label, text: text))]
  }

  private func date(_ record: JSON, _ name: String) -> String {
    record[name]?.string.flatMap { CivilDate(iso: $0) }.map(words.shortDate) ?? "–"
  }
}
