import Casework
import LegalCalendar
import Postgres

/// Which obligations a list shows; what is nil does not narrow it.
public struct ObligationFilter: Hashable, Sendable {
  public var state: ObligationState?
  public var kind: String?
  public var alliance: String?
  public var debtor: String?
  public var from: CivilDate?
  public var through: CivilDate?
  /// Part of an alliance's name or of an obligation's key, in any case of letters.
  public var text: String?

  public init(
    state: ObligationState? = nil, kind: String? = nil, alliance: String? = nil,
    debtor: String? = nil, from: CivilDate? = nil, through: CivilDate? = nil, text: String? = nil
  ) {
    self.state = state
    self.kind = kind
    self.alliance = alliance
    self.debtor = debtor
    self.from = from
    self.through = through
    self.text = text
  }
}

/// How a list of obligations is ordered; equal ones follow by date and key.
public enum ObligationOrder: String, Hashable, Sendable, CaseIterable {
  case due, dueLast, alliance, allianceLast, kind, kindLast, debtor, debtorLast

  var sql: String {
    switch self {
    case .due: "o.due, o.id"
    case .dueLast: "o.due desc, o.id"
    case .alliance: "l.name, o.due, o.id"
    case .allianceLast: "l.name desc, o.due, o.id"
    case .kind: "o.kind, o.due, o.id"
    case .kindLast: "o.kind desc, o.due, o.id"
    case .debtor: "o.debtor, o.due, o.id"
    case .debtorLast: "o.debtor desc, o.due, o.id"
    }
  }
}

/// An obligation with the alliance that it belongs to.
public struct ObligationLine: Hashable, Sendable {
  public let obligation: Obligation
  public let alliance: String
  public let name: String
  public let certainty: Certainty
}

/// Lists obligations without reading a whole scheme.
public struct ObligationList {
  private static let body =
    """
    from obligation o
    left join award a on a.scheme = o.scheme and a.id = o.award
    left join alliance l on l.scheme = a.scheme and l.id = a.recipient
    where o.scheme = $1
      and ($2::text is null or o.state = $2)
      and ($3::text is null or o.kind = $3)
      and ($4::text is null or l.id = $4)
      and ($5::text is null or o.debtor = $5)
      and ($6::date is null or o.due >= $6)
      and ($7::date is null or o.due <= $7)
      and ($8::text is null or l.name ilike $8 or o.id ilike $8)
    """
  static let count = Statement("obligation.count", "select count(*) \(body)")
  static let lists: [ObligationOrder: Statement] = Dictionary(
    uniqueKeysWithValues: ObligationOrder.allCases.map { order in
      (
        order,
        Statement(
          "obligation.list-\(order.rawValue)",
          """
          select o.id, o.award, o.year, o.kind, o.debtor, o.due, o.target, o.due_version, o.state,
            o.article, o.why, coalesce(l.id, ''), coalesce(l.name, o.subject),
            coalesce(l.certainty, 'verified'), o.subject, o.starts_on, o.suspended_since
          \(body) order by \(order.sql) limit $9 offset $10
          """)
      )
    })

  /// Every statement, for a test that has the server prepare them.
  static var all: [Statement] { [count] + lists.values }

  public static func count(_ db: borrowing Database, _ scheme: String, _ filter: ObligationFilter)
    throws -> Int
  {
    try db.scalar(count, parameters(scheme, filter)) ?? 0
  }

  public static func list(
    _ db: borrowing Database, _ scheme: String, _ filter: ObligationFilter,
    order: ObligationOrder, limit: Int, offset: Int = 0
  ) throws -> [ObligationLine] {
    guard let statement = lists[order] else { return [] }
    return try db.query(statement, parameters(scheme, filter) + [limit, offset]).map { row in
      let state: String = try row.decode(8)
      let certainty: String = try row.decode(13)
      guard let state = ObligationState(rawValue: state),
        let certainty = Certainty(rawValue: certainty)
      else {
        throw StorageFault(
          "An obligation's state cannot be read.", remedy: "Run ‘speelveld audit verify’.")
      }
      let year: Int64? = try row.decode(2)
      let version: Int64 = try row.decode(7)
      var obligation = Obligation.blank
      obligation.id = try row.decode(0)
      obligation.award = try row.decode(1)
      obligation.year = year.map { Int($0) }
      obligation.kind = try row.decode(3)
      obligation.debtor = try row.decode(4)
      obligation.due = try row.decode(5)
      obligation.target = try row.decode(6)
      obligation.dueVersion = Int(version)
      obligation.state = state
      obligation.article = try row.decode(9)
      obligation.why = try row.decode(10)
      obligation.subject = try row.decode(14)
      obligation.startsOn = try row.decode(15)
      obligation.suspendedSince = try row.decode(16)
      return ObligationLine(
        obligation: obligation, alliance: try row.decode(11), name: try row.decode(12),
        certainty: certainty)
    }
  }

  private static func parameters(_ scheme: String, _ filter: ObligationFilter)
    -> [any PostgresEncodable]
  {
    let pattern = filter.text.map { "%" + escaped($0) + "%" }
    return [
      scheme, filter.state?.rawValue, filter.kind, filter.alliance, filter.debtor, filter.from,
      filter.through, pattern,
    ]
  }

  /// The text as it is: no sign in it stands for others.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, letter in
      if letter == "%" || letter == "_" || letter == "\\" { out.append("\\") }
      out.append(letter)
    }
  }
}
