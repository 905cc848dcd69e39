import Casework
import JSONText
import LegalCalendar
import Postgres

/// Messages on their way out: written with the data that they are about, delivered after the commit.
public struct OutboxStore {
  static let columns = """
    id, channel, recipient, role, alliance, contact, subscription, subject, body, html, language,
    created_at, day, since, due_at, attachments, state, attempts
    """
  private static let insert = Statement(
    "outbox.insert",
    """
    insert into outbox (scheme, \(columns))
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
      'waiting', 0)
    on conflict (scheme, id) do nothing
    """)
  // A second message about the same reminder to the same reader is a fault of the program: it is refused.
  private static let link = Statement(
    "outbox.link",
    """
    insert into outbox_reminder (scheme, reminder, reader, obligation, message)
    select $1, reminder, reader, obligation, $5
    from unnest($2::text[], $3::text[], $4::text[]) as l (reminder, reader, obligation)
    """)
  private static let withdraw = Statement(
    "outbox.withdraw",
    """
    update outbox o set state = 'withdrawn', settled_at = $3, claimed_until = null
    where o.scheme = $1 and o.state = 'waiting' and o.id in (
      select message from outbox_reminder where scheme = $1 and obligation = any($2))
    and not exists (
      select from outbox_reminder r join obligation b
        on b.scheme = r.scheme and b.id = r.obligation and b.state = 'open'
      join reminder m on m.scheme = r.scheme and m.id = r.reminder and m.due_version = b.due_version
      where r.scheme = $1 and r.message = o.id)
    """)
  private static let perDay = Statement(
    "outbox.per-day",
    """
    select contact, day, count(*) from outbox
    where scheme = $1 and contact is not null and day >= $2 and state <> 'withdrawn'
    group by contact, day
    """)

  public static let statements =
    [insert, link, withdraw, perDay] + deliveryStatements + viewStatements

  /// Puts a message into the outbox with the reminders that it tells of; nothing when it is there already.
  public static func insert(
    _ db: borrowing Database, _ scheme: String, _ message: OutboxMessage,
    links: [OutboxMessage.Link] = []
  ) throws {
    let fresh = try db.execute(
      insert,
      [
        scheme, message.id, message.channel.rawValue, message.recipient, message.role,
        message.alliance, message.contact, message.subscription, message.subject, message.body,
        message.html, message.language, message.createdAt.stamp, message.day,
        message.since.stamp, message.dueAt.stamp, text(of: message.attachments),
      ])
    guard fresh == 1, !links.isEmpty else { return }
    try db.execute(
      link,
      [
        scheme, links.map(\.reminder), links.map(\.reader), links.map(\.obligation), message.id,
      ])
  }

  /// Takes back what waits and tells only of obligations that are done, waived, gone or moved.
  ///
  /// Call it after the obligations are written. What is being handed over cannot be called back.
  @discardableResult
  public static func withdraw(
    _ db: borrowing Database, _ scheme: String, obligations: [String], at moment: Moment
  ) throws -> Int {
    guard !obligations.isEmpty else { return 0 }
    return try db.execute(withdraw, [scheme, obligations, moment.stamp])
  }

  /// How many messages each contact gets, by day, from a day on.
  public static func mailPerDay(_ db: borrowing Database, _ scheme: String, from day: CivilDate)
    throws -> [String: [CivilDate: Int]]
  {
    var counts: [String: [CivilDate: Int]] = [:]
    for row in try db.query(perDay, [scheme, day]) {
      let contact: String = try row.decode(0)
      counts[contact, default: [:]][try row.decode(1)] = try row.decode(2)
    }
    return counts
  }

  private static func text(of attachments: [OutboxMessage.Attachment]) -> String {
    JSON.array(attachments.map { ["name": .string($0.name), "text": .string($0.text)] }).compact
  }

  private static func attachments(in text: String) throws -> [OutboxMessage.Attachment] {
    try (JSON.parse(text).array ?? []).map { item in
      guard let name = item["name"]?.string, let text = item["text"]?.string else {
        throw StorageFault(
          "The outbox holds an attachment without a name or a text.",
          remedy: "The table was changed outside the program; restore it from a backup.")
      }
      return OutboxMessage.Attachment(name: name, text: text)
    }
  }

  static func message(_ row: Row) throws -> OutboxMessage {
    let channel: String = try row.decode("channel")
    let state: String = try row.decode("state")
    guard let channel = OutboxMessage.Channel(rawValue: channel),
      let state = OutboxMessage.State(rawValue: state)
    else {
      throw StorageFault(
        "The outbox holds a channel or state that this version does not know.",
        remedy: "Use the version that wrote it.")
    }
    return OutboxMessage(
      id: try row.decode("id"), channel: channel, recipient: try row.decode("recipient"),
      role: try row.decode("role"), alliance: try row.decode("alliance"),
      contact: try row.decode("contact"), subscription: try row.decode("subscription"),
      subject: try row.decode("subject"), body: try row.decode("body"),
      html: try row.decode("html"),
      attachments: try attachments(in: try row.decode("attachments")),
      language: try row.decode("language"),
      createdAt: try row.decode("created_at", as: Timestamp.self).moment,
      day: try row.decode("day"), since: try row.decode("since", as: Timestamp.self).moment,
      dueAt: try row.decode("due_at", as: Timestamp.self).moment, state: state,
      attempts: try row.decode("attempts"))
  }
}
