import HTTPTypes
import JSONText
import LegalCalendar

/// What went wrong with a request, for a program (RFC 9457) and for a person.
public struct Problem: Error, Sendable {
  public var status: Int
  /// Stable; the last part of `type`.
  public var code: String
  public var title: BilingualText
  public var detail: BilingualText
  public var faults: [Fault]
  public var headers: [(HTTPField.Name, String)]
  /// What helps to understand a refusal, one line each, such as the events that came in between.
  public var details: [String] = []

  /// One fault in what was sent.
  public struct Fault: Hashable, Sendable {
    public enum Place: String, Hashable, Sendable { case path, query, header, body }

    public let place: Place
    /// A JSON pointer in the body, or the parameter's name.
    public let location: String
    public let code: String
    public let detail: BilingualText

    public init(_ place: Place, _ location: String, _ code: String, nl: String, en: String) {
      self.place = place
      self.location = location
      self.code = code
      detail = BilingualText(nl: nl, en: en)
    }
  }

  public init(
    _ status: Int, _ code: String, title: BilingualText, nl: String, en: String,
    faults: [Fault] = [], headers: [(HTTPField.Name, String)] = []
  ) {
    self.status = status
    self.code = code
    self.title = title
    detail = BilingualText(nl: nl, en: en)
    self.faults = faults
    self.headers = headers
  }
}
