import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Testing

private func checkBlank<R: TableHome>(_: R.Type) throws {
  let again = try R(json: R.blank.json)
  #expect(again == R.blank)
  #expect(R.fields.first?.name == "id")
  #expect(Set(R.fields.map(\.name)).count == R.fields.count)
}

@Suite struct RecordTests {
  private static let payment = Payment(
    id: "a/2027/advance-1", award: "a", year: 2027, kind: .advance,
    due: CivilDate(epochDay: 20_819), amount: Money(cents: 123_456_789), state: "planned",
    article: "SR 1.4")

  @Test func `a record survives its JSON, optional fields set or not`() throws {
    var paid = Self.payment
    paid.paidOn = CivilDate(epochDay: 20_820)
    for record in [Self.payment, paid] {
      let text = record.json.canonical
      #expect(try Payment(json: JSON.parse(text)) == record)
    }
  }

  @Test func `every table's blank record survives its JSON`() throws {
    for home in SchemeState.tableHomes { try checkBlank(home) }
    let tables = SchemeState.tableHomes.map { $0.table }
    #expect(tables == Table.allCases)
  }

  @Test(arguments: ["amountCents", "due", "kind", "award"])
  func `a record with a wrong field is refused with the field's name`(field: String) throws {
    let members = try #require(Self.payment.json.members)
    let broken = JSON.object(members.map { $0.name == field ? .init(field, [1]) : $0 })
    let error = #expect(throws: RecordShapeError.self) { try Payment(json: broken) }
    #expect(error?.field == field)
  }
}

@Suite struct MomentTests {
  @Test(arguments: [
    "1970-01-01T00:00:00Z", "2027-01-04T09:30:00Z", "2026-12-31T23:59:59.000001Z",
    "1969-12-31T23:59:59.999999Z",
  ])
  func `a moment reads back from its text`(text: String) throws {
    let moment = try #require(Moment(iso: text))
    #expect(moment.description == text)
  }

  @Test(arguments: ["2027-01-04", "2027-01-04T24:00:00Z", "2027-01-04T09:30:00+01:00", "x", ""])
  func `a text that is no moment is refused`(text: String) {
    #expect(Moment(iso: text) == nil)
  }
}

@Suite struct DutchTextTests {
  @Test func `amounts and dates read as a Dutch letter writes them`() {
    #expect(DutchText.euros(Money(cents: 123_456_789)) == "€ 1.234.567,89")
    #expect(DutchText.euros(Money(cents: 5)) == "€ 0,05")
    #expect(DutchText.euros(Money(cents: -100_000)) == "€ -1.000,00")
    #expect(DutchText.date(CivilDate(epochDay: 20_819)) == "1 januari 2027")
  }
}
