import Casework
import ExactNumbers
import LegalCalendar
import Postgres

/// A reminder that is due or planned, with what it is about.
public struct ReminderLine: Hashable, Sendable {
  public let id: String
  public let on: CivilDate
  public let step: String
  public let recipient: String
  public let obligation: String
  public let kind: String
  public let year: Int?
  public let due: CivilDate
  public let name: String
  public let certainty: Certainty
  /// Earlier steps of the same obligation that this one makes up for.
  public let skips: Int
}

/// Money that falls due in a span of days.
public struct PaymentSum: Hashable, Sendable {
  public let count: Int
  public let amount: Money
}

/// What the start page of the desk shows beside obligations.
public struct DeskList {
  /// What is due by `$2`, the latest step of each obligation; and what is planned after it through `$3`.
  static let reminders = Statement(
    "desk.reminders",
    """
    with planned as (
      select r.*, 0::bigint as skips from reminder r
      where r.scheme = $1 and r.state = 'planned' and r.send_on > $2 and r.send_on <= $3
      union all
      (select distinct on (r.obligation) r.*,
         count(*) over (partition by r.obligation) - 1 as skips
       from reminder r
       where r.scheme = $1 and r.state = 'planned' and r.send_on <= $2
       order by r.obligation, r.send_on desc, r.id desc)
    )
    select p.id, p.send_on, p.step, p.recipient, o.id, o.kind, o.year, o.due,
      coalesce(l.name, o.subject), coalesce(l.certainty, 'verified'), p.skips
    from planned p
    join obligation o on o.scheme = p.scheme and o.id = p.obligation and o.state = 'open'
    left join award a on a.scheme = o.scheme and a.id = o.award
    left join alliance l on l.scheme = a.scheme and l.id = a.recipient
    order by p.send_on, p.id limit $4
    """)
  static let payments = Statement(
    "desk.payments",
    """
    select count(*), coalesce(sum(amount_cents), 0)::bigint from payment
    where scheme = $1 and kind <> 'recovery' and state not in ('paid', 'cancelled')
      and due >= $2 and due <= $3
    """)
  static let all = [reminders, payments, steps]

  public static func reminders(
    _ db: borrowing Database, _ scheme: String, today: CivilDate, through: CivilDate, limit: Int
  ) throws -> [ReminderLine] {
    try db.query(reminders, [scheme, today, through, limit]).map { row in
      let year: Int64? = try row.decode(6)
      let certainty: String = try row.decode(9)
      let skips: Int64 = try row.decode(10)
      return ReminderLine(
        id: try row.decode(0), on: try row.decode(1), step: try row.decode(2),
        recipient: try row.decode(3), obligation: try row.decode(4), kind: try row.decode(5),
        year: year.map { Int($0) }, due: try row.decode(7), name: try row.decode(8),
        certainty: Certainty(rawValue: certainty) ?? .illustrative, skips: Int(skips))
    }
  }

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
