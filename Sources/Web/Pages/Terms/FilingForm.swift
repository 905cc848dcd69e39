import Casework
import ExactNumbers
import LegalCalendar
import Services

/// A report as a form sends it: what was written, everything that is wrong with it, and the filing when nothing is.
///
/// Activities and indicators are fields by their place in the plan; the budget is pasted, a line for each post.
struct FilingForm: Sendable {
  static let statuses = ActivityStatus.allCases
  static let reasons = StopReason.allCases

  let desk: CaseOffice.FilingDesk
  let written: [String: String]
  private(set) var faults = FormFaults()
  private(set) var filing: Filing?

  /// The names of all fields of a report's form.
  static func names(_ desk: CaseOffice.FilingDesk) -> [String] {
    ["ontvangen", "controleverklaring", "begroting"]
      + desk.activities.indices.flatMap { ["stand-\($0)", "stopreden-\($0)", "toelichting-\($0)"] }
      + desk.indicators.indices.map { "waarde-\($0)" }
  }

  init(_ desk: CaseOffice.FilingDesk, _ values: Values, words: Words) {
    self.desk = desk
    var written: [String: String] = [:]
    for name in Self.names(desk) { written[name] = values[name]?.trimmed }
    self.written = written
    let received = date(words)
    let lines = lines(words)
    let activities = activities(words)
    var indicators: [String: String] = [:]
    for (index, indicator) in desk.indicators.enumerated() {
      indicators[indicator.id] = text("waarde-\(index)")
    }
    guard faults.isEmpty, let received else { return }
    filing = Filing(
      receivedOn: received, hasAuditorsOpinion: written["controleverklaring"] == "1",
      lines: lines, activities: activities, indicators: indicators)
  }

  private func text(_ name: String) -> String? {
    written[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func date(_ words: Words) -> CivilDate? {
    guard let text = text("ontvangen") else {
      faults.add(
        "ontvangen",
        words(
          "Schrijf op welke dag de rapportage binnenkwam.", "Write on which day the report came in."
        ))
      return nil
    }
    if let day = MessyInput.date(text) { return day }
    faults.add(
      "ontvangen",
      words(
        "“\(text)” is geen datum. Schrijf bijvoorbeeld 1-4-2027.",
        "“\(text)” is no date. Write for example 1-4-2027."))
    return nil
  }

  private mutating func lines(_ words: Words) -> [Filing.Line] {
    var lines: [Filing.Line] = []
    var wrong: [String] = []
    let rows = (text("begroting") ?? "").split(whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() where !String(row).trimmed.isEmpty {
      let mark: Character = row.contains("\t") ? "\t" : ";"
      let parts = row.split(separator: mark, omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard parts.count >= 3, !parts[0].isEmpty, let budgeted = MessyInput.money(parts[1]),
        let realised = MessyInput.money(parts[2])
      else {
        wrong.append(
          words(
            "regel \(index + 1) (“\(row)”)", "line \(index + 1) (“\(row)”)"))
        continue
      }
      let note = parts.dropFirst(3).joined(separator: "\(mark) ").trimmed
      lines.append(
        Filing.Line(
          name: parts[0], budgeted: budgeted, realised: realised,
          explanation: note.isEmpty ? nil : note))
    }
    if !wrong.isEmpty {
      faults.add(
        "begroting",
        words(
          "Niet te lezen: \(words.list(wrong)). Schrijf naam; begroot; gerealiseerd; toelichting.",
          "Cannot be read: \(words.list(wrong)). Write name; budgeted; realised; explanation."))
    }
    return lines
  }

  private mutating func activities(_ words: Words) -> [Filing.ActivityAccount] {
    desk.activities.enumerated().compactMap { index, activity in
      guard let status = text("stand-\(index)").flatMap(ActivityStatus.init(rawValue:)) else {
        return nil
      }
      let reason = text("stopreden-\(index)").flatMap(StopReason.init(rawValue:))
      if status == .stopped, reason == nil {
        faults.add(
          "stopreden-\(index)",
          words(
            "Kies waarom “\(activity.title)” is gestopt.",
            "Choose why “\(activity.title)” stopped."))
      }
      return Filing.ActivityAccount(
        activity: activity.id, status: status, stopReason: status == .stopped ? reason : nil,
        note: text("toelichting-\(index)"))
    }
  }

  mutating func add(_ refusal: Refusal, _ words: Words) {
    let field =
      switch refusal.code {
      case "not-yet": "ontvangen"
      case "unknown-names": "begroting"
      default: ""
      }
    let details = refusal.details.filter { !$0.hasPrefix("speelveld ") }
    faults.add(
      field, ([words(refusal.nl, refusal.en)] + details).joined(separator: " "))
  }
}
