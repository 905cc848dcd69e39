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

  /// The rhythm of 2022 one grant period later: published in February, decided by the end of the year.
  ///
  /// Nil for a year out of range.
  public init?(likeTheFirst year: Int) {
    func day(_ month: Int, _ day: Int) -> CivilDate? {
      CivilDate(year: year, month: month, day: day)
    }
    guard let publication = day(2, 17), let opens = day(2, 18), let closes = day(3, 1),
      let second = day(4, 13), let end = day(7, 15), let decision = day(12, 31),
      let first = CivilDate(year: year + 1, month: 1, day: 1)
    else { return nil }
    self.init(
      publication: publication, ceilingPublished: publication, firstRoundOpens: opens,
      firstRoundCloses: closes, secondRoundOpens: second, secondRoundCloses: end,
      decision: decision, firstDay: first)
  }

  /// What does not fit, all at once.
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
    return findings
  }
}
