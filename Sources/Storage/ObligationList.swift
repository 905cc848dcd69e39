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
  /// Part of an alliance's name or of an award's key in any case of letters, or an obligation's whole key.
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

  /// Such an order needs the alliances before it can tell which rows come first.
  var isByAlliance: Bool { self == .alliance || self == .allianceLast }
}

/// An obligation with the alliance that it belongs to.
public struct ObligationLine: Hashable, Sendable {
  public let obligation: Obligation
  public let alliance: String
  public let name: String
  public let certainty: Certainty
}

/// Lists obligations without reading a whole scheme.
///
/// Each filter is a statement of its own, so that the server plans for what is asked and not for what could be.
public struct ObligationList {
  /// No list counts further: a reader narrows the filter long before.
  public static let counted = 10_000

  static let awards = Statement(
    "obligation.awards-matching",
    """
    select a.id from award a left join alliance l on l.scheme = a.scheme and l.id = a.recipient
    where a.scheme = $1 and (a.id ilike $2 or l.name ilike $2)
    """)

  /// How many pass the filter; one more than `atMost` when there are more than that.
  public static func count(
    _ db: borrowing Database, _ scheme: String, _ filter: ObligationFilter, atMost: Int = counted
  ) throws -> Int {
    var parameters = try Parameters(db, scheme, filter)
    let limit = parameters.add(atMost + 1)
    let statement = Statement(
      "obligation.count",
      """
      select count(*) from (
        select 1 from obligation o where \(parameters.conditions) limit \(limit)) counted
      """)
    return try db.scalar(statement, parameters.values) ?? 0
  }

  public static func list(
    _ db: borrowing Database, _ scheme: String, _ filter: ObligationFilter,
    order: ObligationOrder, limit: Int, offset: Int = 0
  ) throws -> [ObligationLine] {
    var parameters = try Parameters(db, scheme, filter)
    let window =
      "order by \(order.sql) limit \(parameters.add(limit)) offset \(parameters.add(offset))"
    let statement = statement(parameters.conditions, order, window)
    return try db.query(statement, parameters.values).map { try line($0) }
  }

  /// Joins after the window where the order allows it: a page then joins its own rows only.
  static func statement(_ conditions: String, _ order: ObligationOrder, _ window: String)
    -> Statement
  {
    let joins =
      """
      left join award a on a.scheme = o.scheme and a.id = o.award
      left join alliance l on l.scheme = a.scheme and l.id = a.recipient
      """
    let source =
      order.isByAlliance
      ? "obligation o \(joins) where \(conditions) \(window)"
      : """
      (select * from obligation o where \(conditions) \(window)) o \(joins)
      order by \(order.sql)
      """
    return Statement(
      "obligation.list-\(order.rawValue)",
      """
      select o.id, o.award, o.year, o.kind, o.debtor, o.due, o.target, o.due_version, o.state,
        o.article, o.why, coalesce(l.id, ''), coalesce(l.name, o.subject),
        coalesce(l.certainty, 'verified'), o.subject, o.starts_on, o.suspended_since, o.closed_on
      from \(source)
      """)
  }

  private static func line(_ row: borrowing Row) throws -> ObligationLine {
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
    obligation.closedOn = try row.decode(17)
    return ObligationLine(
      obligation: obligation, alliance: try row.decode(11), name: try row.decode(12),
      certainty: certainty)
  }

  /// The conditions of a filter with the values that their places stand for.
  struct Parameters {
    private(set) var values: [any PostgresEncodable]
    private var tests: [String]

    var conditions: String { tests.joined(separator: " and ") }

    /// Looks a text up among the awards first: so few keys that the obligations are found by their index.
    init(_ db: borrowing Database, _ scheme: String, _ filter: ObligationFilter) throws {
      values = [scheme]
      tests = ["o.scheme = $1"]
      // As it is written, not as a parameter: the server can then use the index of what is open.
      if let state = filter.state { tests.append("o.state = '\(state.rawValue)'") }
      if let kind = filter.kind { tests.append("o.kind = \(add(kind))") }
      if let alliance = filter.alliance {
        tests.append(
          "o.award in (select id from award where scheme = $1 and recipient = \(add(alliance)))")
      }
      if let debtor = filter.debtor { tests.append("o.debtor = \(add(debtor))") }
      if let from = filter.from { tests.append("o.due >= \(add(from))") }
      if let through = filter.through { tests.append("o.due <= \(add(through))") }
      if let text = filter.text {
        let pattern = LikePattern(containing: text).text
        let keys: [String] = try db.query(awards, [scheme, pattern]).map { try $0.decode(0) }
        tests.append(
          """
          (o.award = any(\(add(keys))) or o.id = \(add(text))
            or o.award is null and o.id ilike \(add(pattern)))
          """)
      }
    }

    /// The place that stands for a value.
    mutating func add(_ value: any PostgresEncodable) -> String {
      values.append(value)
      return "$\(values.count)"
    }
  }
}

/// A pattern for `like` in which a text stands for itself.
struct LikePattern {
  let text: String

  init(containing part: String) {
    text =
      "%"
      + part.reduce(into: "") { out, letter in
        if letter == "%" || letter == "_" || letter == "\\" { out.append("\\") }
        out.append(letter)
      } + "%"
  }
}
