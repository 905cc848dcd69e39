import LegalCalendar
import Testing

@Suite struct PenaltyTests {
  let calendar = HolidayCalendar.dutch

  @Test func `the penalty never exceeds 1,442 euros, and 1,260 before 2019`() throws {
    #expect(PenaltyTariff.dutch.map(\.maximumCents) == [126_000, 144_200])
    let late = try #require(
      PenaltyProjection.project(
        due: date("2024-03-01"), defaultNotice: date("2024-03-04"), decided: nil,
        today: date("2026-01-01"), calendar: calendar))
    #expect(late.cents == 144_200)
    #expect(late.days == 42)
    #expect(late.firstDay.description == "2024-03-19")
    #expect(late.lastDay.description == "2024-04-29")
    #expect(late.fixBy?.description == "2024-05-13")
    #expect(late.notices.isEmpty)
  }

  @Test(arguments: [
    (0, 0), (1, 2_300), (14, 32_200), (15, 35_700), (28, 81_200), (29, 85_700), (42, 144_200),
    (43, 144_200), (-5, 0),
  ])
  func `each tier has its own daily amount`(days: Int, cents: Int64) throws {
    let projection = try #require(
      PenaltyProjection.project(
        due: date("2024-03-01"), defaultNotice: date("2024-03-04"), decided: nil,
        today: date("2024-03-05"), calendar: calendar))
    #expect(projection.cents(afterDays: days) == cents)
    #expect(projection.cents == 0)
  }

  @Test func `a decision stops the penalty and joint applicants share it to the cent`() throws {
    let projection = try #require(
      PenaltyProjection.project(
        due: date("2024-03-01"), defaultNotice: date("2024-03-04"), decided: date("2024-03-20"),
        today: date("2024-06-01"), applicants: 3, calendar: calendar))
    #expect(projection.days == 1)
    #expect(projection.shares == [767, 767, 766])
    #expect(projection.shares.reduce(0, +) == projection.cents)
  }

  @Test func `a notice before the end counts from the end and asks for a lawyer`() throws {
    let projection = try #require(
      PenaltyProjection.project(
        due: date("2024-03-05"), defaultNotice: date("2024-03-01"), decided: nil,
        today: date("2024-03-10"), calendar: calendar))
    #expect(projection.firstDay.description == "2024-03-20")
    #expect(projection.notices.map(\.kind) == [.prematureDefaultNotice])
  }

  @Test func `amounts after the last check carry a notice`() throws {
    let projection = try #require(
      PenaltyProjection.project(
        due: date("2026-03-05"), defaultNotice: date("2026-03-06"), decided: nil,
        today: date("2026-05-10"), calendar: calendar))
    #expect(projection.notices.map(\.kind) == [.tariffNotVerified])
  }
}
