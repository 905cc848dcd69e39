/// One event in the life of a term.
public struct TermEntry: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// The clock stops from the day after the entry's date, and runs again on `until` if no
    /// resumption comes first (Awb 4:15). Without `until` it stops until it is resumed.
    case suspend(until: CivilDate?)
    /// The clock that the named entry stopped runs again on the entry's date.
    case resume(suspension: String)
    case extend(by: TermLength)
    /// A later last day, agreed with the other party or announced to it (Awb 4:14, 7:10(4)).
    case agree(due: CivilDate)
    /// A later last day that the other party is given although the term has expired.
    case grant(due: CivilDate)
    /// The named entry counts as never made.
    case withdraw(entry: String)
    /// The act for which the term ran was done on the entry's date.
    case fulfil
    /// The ground for the term fell away on the entry's date.
    case lapse
  }

  /// Unique within its ledger.
  public let id: String
  public let date: CivilDate
  public let action: Action
  public let reason: BilingualText
  public let article: String

  public init(
    id: String, date: CivilDate, action: Action, reason: BilingualText, article: String
  ) {
    self.id = id
    self.date = date
    self.action = action
    self.reason = reason
    self.article = article
  }

  /// The order in which entries count: by date, stops before extensions before ends, then by id.
  var order: (Int64, Int, String) { (date.epochDay, rank, id) }

  private var rank: Int {
    switch action {
    case .suspend: 0
    case .resume: 1
    case .extend: 2
    case .agree: 3
    case .grant: 4
    case .withdraw: 5
    case .fulfil: 6
    case .lapse: 7
    }
  }
}
