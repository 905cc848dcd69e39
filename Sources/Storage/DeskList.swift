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
  static let all = [payments, steps]

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
    select p.year, bool_or(n.id is not null) from period p
    left join period n on n.scheme = p.scheme and n.award = p.award and n.year = p.year + 1
    where p.scheme = $1 and p.state = 'running' group by p.year order by p.year
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
