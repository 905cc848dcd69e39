import Casework
import ExactNumbers
import LegalCalendar
import Postgres

/// Money that falls due in a span of days.
public struct PaymentSum: Hashable, Sendable {
  public let count: Int
  public let amount: Money
}

/// Sums and choices that the desk shows beside obligations.
public struct DeskList {
  static let payments = Statement(
    "desk.payments",
    """
    select count(*), coalesce(sum(amount_cents), 0)::bigint from payment
    where scheme = $1 and kind <> 'recovery' and state not in ('paid', 'cancelled')
      and due >= $2 and due <= $3
    """)
  static let all = [payments, steps, span]

  public static func payments(
    _ db: borrowing Database, _ scheme: String, from: CivilDate, through: CivilDate
  ) throws -> PaymentSum {
    guard let row = try db.query(payments, [scheme, from, through]).first else {
      return PaymentSum(count: 0, amount: .zero)
    }
    let (count, cents): (Int64, Int64) = (try row.decode(0), try row.decode(1))
    return PaymentSum(count: Int(count), amount: Money(cents: cents))
  }
}

/// A period change that can be planned: from the year of running periods to the next, or into settlement.
public struct TransitionStep: Hashable, Sendable {
  public let from: Int
  /// Nil: into settlement, where no award has a period after it.
  public let to: Int?

  public init(from: Int, to: Int?) {
    self.from = from
    self.to = to
  }
}

extension DeskList {
  static let steps = Statement(
    "desk.transition-steps",
    """
    select y.year, exists (
      select from period p
      join period n on n.scheme = p.scheme and n.award = p.award and n.year = p.year + 1
      where p.scheme = $1 and p.state = 'running' and p.year = y.year)
    from (select distinct year from period where scheme = $1 and state = 'running') y
    order by y.year
    """)

  /// The years in which periods run, each with what can follow.
  public static func transitionSteps(_ db: borrowing Database, _ scheme: String) throws
    -> [TransitionStep]
  {
    try db.query(steps, [scheme]).map { row in
      let (year, hasNext): (Int64, Bool) = (try row.decode(0), try row.decode(1))
      return TransitionStep(from: Int(year), to: hasNext ? Int(year) + 1 : nil)
    }
  }
}

/// When the awards of a scheme begin, end and were first decided.
public struct AwardSpan: Hashable, Sendable {
  public let from: CivilDate
  public let to: CivilDate
  public let decidedOn: CivilDate
}

extension DeskList {
  static let span = Statement(
    "desk.award-span",
    "select min(starts_on), max(ends_on), min(decided_on) from award where scheme = $1")

  /// Nil while there are no awards.
  public static func awardSpan(_ db: borrowing Database, _ scheme: String) throws -> AwardSpan? {
    guard let row = try db.query(span, [scheme]).first else { return nil }
    let from: CivilDate? = try row.decode(0)
    let to: CivilDate? = try row.decode(1)
    let decidedOn: CivilDate? = try row.decode(2)
    guard let from, let to, let decidedOn else { return nil }
    return AwardSpan(from: from, to: to, decidedOn: decidedOn)
  }
}
