import Allocation
import Diagnostics
import LegalCalendar

/// The days on the way from a regulation to its first grant year, and whether they fit the terms.
public struct SuccessorTimeline: Hashable, Sendable {
  public var publication: CivilDate
  public var ceilingPublished: CivilDate
  public var firstRoundOpens: CivilDate
  public var firstRoundCloses: CivilDate
  public var secondRoundOpens: CivilDate
  public var secondRoundCloses: CivilDate
  public var decision: CivilDate
  public var firstDay: CivilDate

  public init(
    publication: CivilDate, ceilingPublished: CivilDate, firstRoundOpens: CivilDate,
    firstRoundCloses: CivilDate, secondRoundOpens: CivilDate, secondRoundCloses: CivilDate,
    decision: CivilDate, firstDay: CivilDate
  ) {
    self.publication = publication
    self.ceilingPublished = ceilingPublished
    self.firstRoundOpens = firstRoundOpens
    self.firstRoundCloses = firstRoundCloses
    self.secondRoundOpens = secondRoundOpens
    self.secondRoundCloses = secondRoundCloses
    self.decision = decision
    self.firstDay = firstDay
  }

  /// The rhythm of 2022 in another year: published on 17 February, rounds closing on 1 March and 15 July; the
  /// decision 22 weeks later, on 16 December.
  ///
  /// Nil for a year out of range.
  public init?(likeTheFirst year: Int) {
    func day(_ month: Int, _ day: Int) -> CivilDate? {
      CivilDate(year: year, month: month, day: day)
    }
    guard let publication = day(2, 17), let opens = day(2, 18), let closes = day(3, 1),
      let second = day(4, 13), let end = day(7, 15), let decision = day(12, 16),
      let first = CivilDate(year: year + 1, month: 1, day: 1)
    else { return nil }
    self.init(
      publication: publication, ceilingPublished: publication, firstRoundOpens: opens,
      firstRoundCloses: closes, secondRoundOpens: second, secondRoundCloses: end,
      decision: decision, firstDay: first)
  }

  /// The last day of the grants that run now: the day before the first new one.
  public var presentGrantsEnd: CivilDate { firstDay.adding(days: -1) }
  /// When the present grants' final accounts are due: 22 weeks later (KR 7.2).
  public var presentAccountsDue: CivilDate { presentGrantsEnd.adding(days: 154) }
  /// When they are determined at the latest, accounts coming in on the last day: 22 weeks more (KR 7.8).
  public var presentDetermined: CivilDate { presentAccountsDue.adding(days: 154) }
  /// The last day to object to the decision: six weeks after it (Awb 6:7), not moved for a weekend.
  public var lastObjection: CivilDate { decision.adding(days: 42) }

  /// What does not fit, all at once, then what is good to know: the run-off, objections, and how long
  /// beforehand a present partner hears that it loses.
  public func findings() -> [Finding] {
    var findings: [Finding] = []
    func order(_ code: String, _ a: CivilDate, _ b: CivilDate, _ message: String, _ remedy: String)
    {
      if a >= b { findings.append(.error(code, "\(message) (\(a) and \(b)).", remedy: remedy)) }
    }
    order(
      "timeline-ceiling", ceilingPublished, firstRoundOpens,
      "The ceiling must be published before the window that it holds for opens (Awb 4:27)",
      "Publish it earlier or open later.")
    order(
      "timeline-force", publication, firstRoundOpens,
      "Applications open before the regulation is published", "Open after publication.")
    order(
      "timeline-first", firstRoundOpens, firstRoundCloses, "The first round closes before it opens",
      "Give applicants time.")
    order(
      "timeline-rounds", firstRoundCloses, secondRoundOpens,
      "The second round opens before the first is closed", "Leave time to assess the first.")
    order(
      "timeline-second", secondRoundOpens, secondRoundCloses,
      "The second round closes before it opens", "Give applicants time.")
    order(
      "timeline-decision", decision, firstDay, "The decision comes after the first grant day",
      "Decide before the grant years begin.")
    let filing = firstDay.adding(days: -91)
    if secondRoundCloses > filing {
      findings.append(
        .warning(
          "timeline-13-weeks",
          "Plans come later than 13 weeks before the first grant day, \(filing) (KR 8.2, verified in "
            + "an old text only).", remedy: "Close the second round earlier or grant an exemption.")
      )
    }
    let decided = secondRoundCloses.adding(days: 154)
    if decision > decided {
      findings.append(
        .warning(
          "timeline-22-weeks",
          "The decision comes later than 22 weeks after the second round closes, \(decided) (KR 4.1 with "
            + "outside advice, verified in an old text only).",
          remedy: "Decide earlier, close earlier, or tell applicants of the later day."))
    }
    return findings + notes
  }

  private var notes: [Finding] {
    func note(_ code: String, _ message: String, _ remedy: String) -> Finding {
      Finding(.note, code: code, message, remedy: remedy)
    }
    let notice = decision.days(until: firstDay)
    return [
      note(
        "timeline-run-off",
        "Both schemes run from \(publication) to \(presentDetermined): the present grants until "
          + "\(presentGrantsEnd), their accounts until \(presentAccountsDue) (KR 7.2), their determination "
          + "until \(presentDetermined) (KR 7.8).",
        "Plan staff and reminders for both."),
      note(
        "timeline-objection",
        "Objections can come until \(lastObjection) (Awb 6:7); they do not suspend the decision (Awb 6:16).",
        lastObjection >= firstDay
          ? "Keep room in the ceiling: the first grants are paid before that day."
          : "Nothing: the first grants are paid after that day."),
      note(
        "timeline-reasonable-term",
        "A present partner that loses hears it \(notice) days before its grant ends; Awb 4:51 asks for a "
          + "reasonable term and names no length.",
        "Say what is reasonable here, or set bridge money (bridge.share, bridge.months)."),
    ]
  }
}

extension SuccessorTimeline {
  /// Its days in order, with a name for machines and one for people.
  public var days: [(name: String, title: Bilingual, day: CivilDate)] {
    let list: [(name: String, title: Bilingual, day: CivilDate)] = [
      (
        "publication", Bilingual(nl: "regeling bekendgemaakt", en: "regulation published"),
        publication
      ),
      (
        "ceiling", Bilingual(nl: "plafond bekendgemaakt", en: "ceiling published"), ceilingPublished
      ),
      ("first_opens", Bilingual(nl: "ronde 1 opent", en: "round 1 opens"), firstRoundOpens),
      ("first_closes", Bilingual(nl: "ronde 1 sluit", en: "round 1 closes"), firstRoundCloses),
      ("second_opens", Bilingual(nl: "ronde 2 opent", en: "round 2 opens"), secondRoundOpens),
      ("second_closes", Bilingual(nl: "ronde 2 sluit", en: "round 2 closes"), secondRoundCloses),
      ("decision", Bilingual(nl: "besluit", en: "decision"), decision),
      (
        "last_objection", Bilingual(nl: "laatste dag voor bezwaar", en: "last day to object"),
        lastObjection
      ),
      (
        "present_end", Bilingual(nl: "huidige subsidies eindigen", en: "present grants end"),
        presentGrantsEnd
      ),
      ("first_day", Bilingual(nl: "eerste subsidiedag", en: "first grant day"), firstDay),
      (
        "present_accounts",
        Bilingual(nl: "verantwoording huidige subsidies", en: "accounts of the present grants"),
        presentAccountsDue
      ),
      (
        "present_determined",
        Bilingual(nl: "huidige subsidies vastgesteld", en: "present grants determined"),
        presentDetermined
      ),
    ]
    let inOrder = list.indices.sorted { (list[$0].day, $0) < (list[$1].day, $1) }
    return inOrder.map { list[$0] }
  }
}
