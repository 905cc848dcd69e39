import Casework
import Foundation
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import TestSupport
import Testing

/// The shipped scheme with another lifecycle of reports: one that remembers, waits and does two things at
/// once, as a scheme's authors may write it.
enum LifecycleScheme {
  /// Daily reminders for two weeks after a report is filed, while two people read it.
  static let report = """
    <scxml version="1.0" datamodel="feel" name="report" initial="expected"
        xmlns="http://www.w3.org/2005/07/scxml" xmlns:sv="urn:speelveld:lifecycle:1">
      <datamodel><data id="reminders" expr="0"/></datamodel>
      <state id="expected">
        <transition event="file" target="reading">
          <foreach array="for day in 1..14 return day" item="day">
            <send event="remind" delayexpr='duration("P" + string(day) + "D")'/>
          </foreach>
        </transition>
        <transition event="waive" target="waived"/>
      </state>
      <parallel id="reading" sv:invariant="reminders &lt;= 14" sv:contract="at most 14 reminders">
        <history id="back" type="deep"><transition target="unread unchecked"/></history>
        <state id="content">
          <state id="unread"><transition event="read" target="judged"/></state>
          <state id="judged"/>
        </state>
        <state id="figures">
          <state id="unchecked"><transition event="check" target="checked"/></state>
          <state id="checked"/>
        </state>
        <transition event="remind"><assign location="reminders" expr="reminders + 1"/></transition>
        <transition event="return" target="incomplete"/>
        <transition event="settle" cond='In("judged") and In("checked")' target="settled"/>
        <transition event="overdo"><assign location="reminders" expr="99"/></transition>
      </parallel>
      <state id="incomplete">
        <transition event="complete" target="back"/>
        <transition event="remind"/>
        <transition event="lapse" target="settled"/>
      </state>
      <final id="settled"/>
      <final id="waived"/>
    </scxml>
    """

  /// The next edition: one state and the reminder have other names, and a new variable counts.
  static let next =
    report
    .replacing("id=\"unread\"", with: "id=\"waiting\"")
    .replacing("\"unread unchecked\"", with: "\"waiting unchecked\"")
    .replacing("event=\"remind\"", with: "event=\"nudge\"")
    .replacing(
      "<data id=\"reminders\" expr=\"0\"/>",
      with: "<data id=\"reminders\" expr=\"0\"/><data id=\"fresh\" expr=\"5\"/>")

  /// The shipped scheme's files with this lifecycle in all its versions.
  static func files(_ report: String = report) throws -> [String: [UInt8]] {
    var files = try schemeFiles()
    files["2022-02-18/lifecycles/report.scxml"] = Array(report.utf8)
    return files
  }

  /// Migrated, with this scheme active.
  static let template = DatabaseTemplate("lifecycle scheme") { pool in
    try await Migrator(try migrations()).migrate(pool)
    let office = CaseOffice(
      pool: pool, calendar: .dutch, actor: "installer", clock: { Moment(microseconds: 0) })
    _ = try await office.at(Moment(CivilDate(epochDay: 20_815))).activate(try files())
  }

  /// The key of an award's report, expected in 2026 for 2025 in `portfolio`.
  static func report(_ number: Int, _ year: Int = 2025) -> String {
    let digits = String(number)
    let name = "a" + String(repeating: "0", count: 6 - digits.count) + digits
    return Keys.report("\(name)-2023", "interim-report", year)
  }

  /// Made-up awards, each with a report expected for 2023, 2024 and 2025.
  static func portfolio(_ count: Int) throws -> Portfolio {
    var portfolio = try madeUpPortfolio(count)
    for index in portfolio.reports.indices { portfolio.reports[index].state = "expected" }
    return portfolio
  }
}

extension CaseOffice {
  /// The same office so many days and seconds later.
  func later(days: Int64, seconds: Int64 = 0) -> CaseOffice {
    at(Moment(microseconds: clock().microseconds + (days * 86_400 + seconds) * 1_000_000))
  }
}
