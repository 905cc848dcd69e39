import Casework
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// The longest note of a contact moment, in characters.
  public static let longestContactNote = 2000

  /// Writes down what was said with an alliance; gives the number under which it can be taken out.
  ///
  /// Throws a `Refusal`: `not-yet` for a day to come, `bad-note` for none or more than 2,000 characters,
  /// `unknown-alliance`.
  @discardableResult
  public func recordContact(
    scheme: String, alliance: String, on day: CivilDate, _ channel: ContactMoment.Channel,
    note: String
  ) async throws -> Int64 {
    guard day <= today else {
      throw Refusal(
        "not-yet", nl: "\(day.inDutch) is nog niet geweest.",
        en: "\(day.inEnglish) is still to come.")
    }
    guard (1...Self.longestContactNote).contains(note.unicodeScalars.count) else {
      throw Refusal(
        "bad-note", nl: "Schrijf op waarover het ging, in ten hoogste 2000 tekens.",
        en: "Write what it was about, in at most 2000 characters.")
    }
    let (actor, now) = (actor, clock())
    return try await pool.transaction { db in
      guard try record(db, of: scheme, alliance, as: Alliance.self) != nil else {
        throw Refusal(
          "unknown-alliance", nl: "Er is geen alliantie “\(alliance)”.",
          en: "There is no alliance “\(alliance)”.")
      }
      return try ContactMomentStore.add(
        db, scheme, alliance: alliance, on: day, channel, note: note, by: actor, at: now)
    }
  }

  /// Takes out what the acting person wrote down; throws a `Refusal` where there is no such note of theirs.
  public func removeContact(scheme: String, alliance: String, _ id: Int64) async throws {
    let actor = actor
    try await pool.transaction { db in
      guard try ContactMomentStore.remove(db, scheme, alliance: alliance, id, by: actor) else {
        throw Refusal(
          "unknown-contact", nl: "U hebt hier geen contactmoment met dat nummer vastgelegd.",
          en: "You recorded no contact moment of that number here.")
      }
    }
  }
}
