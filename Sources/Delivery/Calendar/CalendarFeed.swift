import Crypto
import LegalCalendar

/// A calendar that others subscribe to (RFC 5545 with the properties of RFC 7986).
public struct CalendarFeed: Hashable, Sendable {
  public var name: String
  public var description: String
  /// Of the texts, as in RFC 5646.
  public var language: String
  /// Where it is fetched from; nil for a file.
  public var source: String?
  /// Hours after which to fetch again.
  public var refreshHours: Int
  public var entries: [CalendarEntry]

  public init(
    name: String, description: String, language: String, source: String? = nil,
    refreshHours: Int = 6, entries: [CalendarEntry]
  ) {
    self.name = name
    self.description = description
    self.language = language
    self.source = source
    self.refreshHours = refreshHours
    self.entries = entries
  }
}

/// A whole day on which something is due.
public struct CalendarEntry: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case confirmed = "CONFIRMED"
    /// Done, waived or gone: said, not left out, so that subscribers' calendars follow.
    case cancelled = "CANCELLED"
  }

  /// Never changes and never comes back for something else.
  public var uid: String
  /// Raised whenever the date or the status changes.
  public var sequence: Int64
  /// Seconds since 1970 of the last change.
  public var changedAt: Int64
  public var day: CivilDate
  public var title: String
  public var text: String
  public var status: Status
  public var categories: [String]
  public var link: String?
  /// Days before the day at which the calendar's user is alerted.
  public var alarmDays: [Int]

  public init(
    uid: String, sequence: Int64, changedAt: Int64, day: CivilDate, title: String, text: String,
    status: Status, categories: [String] = [], link: String? = nil, alarmDays: [Int] = []
  ) {
    self.uid = uid
    self.sequence = sequence
    self.changedAt = changedAt
    self.day = day
    self.title = title
    self.text = text
    self.status = status
    self.categories = categories
    self.link = link
    self.alarmDays = alarmDays
  }
}

extension CalendarFeed {
  /// A stable identifier for a record.
  public static func uid(scheme: String, key: String) -> String {
    hexadecimal(SHA256.hash(data: Array("\(scheme)\n\(key)".utf8))).prefix(40) + "@speelveld"
  }

  /// The feed and the entity tag of exactly these bytes, for HTTP's `ETag` with quotes.
  public var document: (bytes: [UInt8], etag: String) {
    let bytes = self.bytes
    return (bytes, "\"\(hexadecimal(SHA256.hash(data: bytes)).prefix(32))\"")
  }
}
