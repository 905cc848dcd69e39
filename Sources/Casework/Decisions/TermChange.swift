import LegalCalendar

/// What somebody wants to do to an obligation's term, and why.
public struct TermChange: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// Stops the clock from the day after; until a day, or until it is resumed.
    case suspend(until: CivilDate?)
    /// Lets the clock run again that the entry stopped; nil for the only open suspension.
    case resume(suspension: String?)
    case extend(by: TermLength)
    /// To the day that comes so many working days after the present last one: counted once, on the calendar of
    /// today, as the day that both parties are told.
    case extendByWorkingDays(Int)
    /// To a day: by agreement or announcement, or as a favour once the term has expired.
    case extendTo(CivilDate)
    /// The entry counts as never made.
    case withdraw(entry: String)
    case waive
    /// Marks the obligation as done, where no report or lifecycle does.
    case fulfil
    /// The written notice that the decision is late came in (Awb 4:17).
    case defaultNotice
  }

  public var action: Action
  /// The day on which it takes effect; not in the future.
  public var on: CivilDate
  /// Why; never empty.
  public var reason: String
  /// The ground; nil for the one that the scheme's rules give.
  public var article: String?

  public init(_ action: Action, on: CivilDate, reason: String, article: String? = nil) {
    self.action = action
    self.on = on
    self.reason = reason
    self.article = article
  }
}
