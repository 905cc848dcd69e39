import Casework
import Crypto
import Delivery
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// The dates of a scheme, of one alliance, or of what concerns one person, as a calendar.
  ///
  /// What is done, waived or gone is in it as cancelled. `source` is the address that it is fetched from.
  /// Throws a `Refusal` when there is no such alliance or person.
  public func calendarFeed(
    scheme: String, kind: FeedStore.Feed.Kind, key: String, language: String, source: String? = nil
  ) async throws -> CalendarFeed {
    let day = today
    return try await pool.read { db in
      try makeFeed(
        db, scheme, kind: kind, key: key, language: language, source: source, on: day)
    }
  }

  /// The calendar behind a secret address, with its entity tag; nil when nobody has it or it was revoked.
  public func calendarDocument(token: String, source: String?) async throws
    -> (feed: FeedStore.Feed, bytes: [UInt8], etag: String)?
  {
    let (hash, day) = (Self.hash(ofToken: token), today)
    return try await pool.read { db in
      guard let feed = try FeedStore.find(db, tokenHash: hash) else { return nil }
      let document = try makeFeed(
        db, feed.scheme, kind: feed.kind, key: feed.key, language: feed.language, source: source,
        on: day
      ).document
      return (feed, document.bytes, document.etag)
    }
  }

  /// Makes a secret address for a calendar; the token is shown once and only its hash is kept.
  ///
  /// `random` is 32 bytes from a generator fit for secrets.
  public func shareCalendar(
    scheme: String, kind: FeedStore.Feed.Kind, key: String, language: String, random: [UInt8]
  ) async throws -> (feed: FeedStore.Feed, token: String) {
    let token = SHA256.hash(data: random).hex
    let hash = Self.hash(ofToken: token)
    let feed = FeedStore.Feed(
      scheme: scheme, id: String(hash.prefix(8)), kind: kind, key: key, language: language,
      createdAt: clock(), createdBy: actor)
    let day = today
    return try await pool.transaction { db -> (feed: FeedStore.Feed, token: String) in
      // Refuses what does not exist.
      _ = try makeFeed(db, scheme, kind: kind, key: key, language: language, source: nil, on: day)
      try FeedStore.insert(db, feed, tokenHash: hash)
      return (feed, token)
    }
  }

  public func sharedCalendars(scheme: String) async throws -> [FeedStore.Feed] {
    try await pool.read { db in try FeedStore.all(db, scheme) }
  }

  /// The address stops working at once. Throws a `Refusal` when there is none.
  @discardableResult
  public func revokeCalendar(scheme: String, id: String) async throws -> FeedStore.Feed {
    let now = clock()
    return try await pool.transaction { db in
      let isDone = try FeedStore.revoke(db, scheme, id, at: now)
      guard isDone, let feed = try FeedStore.all(db, scheme).first(where: { $0.id == id }) else {
        throw Refusal(
          "unknown-feed", nl: "Er is geen gedeelde agenda “\(id)”.",
          en: "There is no shared calendar “\(id)”.", details: ["speelveld calendar shares"])
      }
      return feed
    }
  }

  static func hash(ofToken token: String) -> String { SHA256.hash(data: Array(token.utf8)).hex }

  private func makeFeed(
    _ db: borrowing Database, _ scheme: String, kind: FeedStore.Feed.Kind, key: String,
    language: String, source: String?, on day: CivilDate
  ) throws -> CalendarFeed {
    let definition = try activeScheme(db, scheme)
    let state = try RecordStore.load(
      db, scheme, tables: [.scheme, .alliance, .membership, .award, .organisation])
    let contacts = try ContactStore.all(db, scheme)
    let scope = try FeedScope(
      kind: kind, key: key, readers: ReminderReaders(contacts: contacts, state: state), on: day)
    let writer = FeedWriter(
      scheme: definition, state: state, calendar: calendar, isDutch: language == "nl")
    return writer.feed(try CalendarStore.all(db, scheme), scope: scope, source: source)
  }
}

/// Which alliances a calendar is about.
struct FeedScope {
  let name: String
  /// Nil for all.
  let alliances: Set<String>?

  /// Throws a `Refusal` when there is no such alliance or person.
  init(kind: FeedStore.Feed.Kind, key: String, readers: ReminderReaders, on day: CivilDate) throws {
    switch kind {
    case .scheme:
      name = ""
      alliances = nil
    case .alliance:
      guard let alliance = readers.state.alliances[key] else {
        throw Refusal(
          "unknown-alliance", nl: "Er is geen alliantie “\(key)”.",
          en: "There is no alliance “\(key)”.", details: readers.state.alliances.keys.sorted())
      }
      name = alliance.name
      alliances = [key]
    case .person:
      guard let contact = readers.contacts.first(where: { $0.id == key }) else {
        throw Refusal(
          "unknown-contact", nl: "Er is geen contactpersoon “\(key)”.",
          en: "There is no contact “\(key)”.", details: readers.contacts.map(\.id))
      }
      name = contact.name
      alliances = readers.alliances(of: contact, on: day)
    }
  }
}
