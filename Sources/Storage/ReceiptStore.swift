import Casework
import JSONText
import Postgres

/// A receipt with what was added when it was stored.
public struct StoredReceipt: Hashable, Sendable {
  public let receipt: Receipt
  public let sequence: Int64
  public let actor: String
  public let at: Moment

  public init(receipt: Receipt, sequence: Int64, actor: String, at: Moment) {
    self.receipt = receipt
    self.sequence = sequence
    self.actor = actor
    self.at = at
  }
}

/// The append-only receipts of decisions.
public struct ReceiptStore {
  private static let names = [
    "scheme", "id", "sequence", "decision", "award", "rule_set", "engine", "inputs", "outcome",
    "fired", "actor", "at",
  ]
  private static let columns = names.joined(separator: ", ")
  private static let insert = Statement(
    "receipt.insert",
    "insert into receipt (\(columns)) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
  private static let find = Statement(
    "receipt.find", "select \(columns) from receipt where scheme = $1 and id = $2")
  private static let list = Statement(
    "receipt.list",
    """
    select \(columns) from receipt where scheme = $1 and ($2::text is null or award = $2)
    order by sequence, id limit $3
    """)

  private static let page = Statement(
    "receipt.page",
    """
    select \(columns) from receipt where scheme = $1 and ($2::text is null or award = $2)
    order by sequence, id limit $3 offset $4
    """)
  private static let count = Statement(
    "receipt.count",
    "select count(*) from receipt where scheme = $1 and ($2::text is null or award = $2)")

  private static let newest = Statement(
    "receipt.newest",
    """
    select \(columns) from receipt where scheme = $1
    order by sequence desc, id desc limit $2 offset $3
    """)
  private static let newestOfAward = Statement(
    "receipt.newest-of-award",
    """
    select \(columns) from receipt where scheme = $1 and award = $4
    order by sequence desc, id desc limit $2 offset $3
    """)

  public static func append(
    _ db: borrowing Database, _ scheme: String, _ receipts: [StoredReceipt]
  ) throws {
    if receipts.count > RecordStore.copyFrom {
      try db.copyIn(into: "receipt", names) { writer in
        for stored in receipts {
          let receipt = stored.receipt
          try writer.row { row throws(PostgresError) in
            try row.text(scheme)
            try row.text(receipt.id)
            try row.int(stored.sequence)
            try row.text(receipt.decision)
            if let award = receipt.award { try row.text(award) } else { try row.null() }
            try row.text(receipt.ruleSet)
            try row.text(receipt.engine)
            try row.text(receipt.inputs)
            try row.text(receipt.outcome)
            try row.text(JSON.array(receipt.fired.map(\.json)).canonical)
            try row.text(stored.actor)
            try row.timestamp(stored.at.stamp)
          }
        }
      }
      return
    }
    for stored in receipts {
      let receipt = stored.receipt
      try db.execute(
        insert,
        [
          scheme, receipt.id, stored.sequence, receipt.decision, receipt.award, receipt.ruleSet,
          receipt.engine, receipt.inputs, receipt.outcome,
          JSON.array(receipt.fired.map(\.json)).canonical, stored.actor, stored.at.stamp,
        ])
    }
  }

  public static func find(_ db: borrowing Database, _ scheme: String, _ id: String) throws
    -> StoredReceipt?
  {
    try db.query(find, [scheme, id]).first.map { try read($0) }
  }

  /// The receipts of an award, or of the whole scheme, oldest first.
  public static func list(
    _ db: borrowing Database, _ scheme: String, award: String?, limit: Int
  ) throws -> [StoredReceipt] {
    try db.query(list, [scheme, award, limit]).map { try read($0) }
  }

  /// A part of the list, and how long the whole is.
  public static func page(
    _ db: borrowing Database, _ scheme: String, award: String?, limit: Int, offset: Int
  ) throws -> (receipts: [StoredReceipt], total: Int) {
    let receipts = try db.query(page, [scheme, award, limit, offset]).map { try read($0) }
    return (receipts, try db.scalar(count, [scheme, award]) ?? 0)
  }

  /// The receipts of an award, or of the whole scheme, newest first.
  public static func newest(
    _ db: borrowing Database, _ scheme: String, award: String?, limit: Int, offset: Int
  ) throws -> [StoredReceipt] {
    let rows =
      if let award {
        try db.query(newestOfAward, [scheme, limit, offset, award])
      } else {
        try db.query(newest, [scheme, limit, offset])
      }
    return try rows.map { try read($0) }
  }

  private static func read(_ row: Row) throws -> StoredReceipt {
    let fired: String = try row.decode(9)
    let stamp: Timestamp = try row.decode(11)
    return StoredReceipt(
      receipt: Receipt(
        id: try row.decode(1), decision: try row.decode(3), award: try row.decode(4),
        ruleSet: try row.decode(5), engine: try row.decode(6), inputs: try row.decode(7),
        outcome: try row.decode(8),
        fired: try JSON.parse(fired).array?.compactMap(Receipt.FiredRow.init(json:)) ?? []),
      sequence: try row.decode(2), actor: try row.decode(10), at: stamp.moment)
  }
}
