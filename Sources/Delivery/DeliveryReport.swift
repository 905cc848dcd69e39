/// What became of one hand-over to one recipient.
public struct DeliveryReport: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The other side took responsibility for the message.
    case accepted
    /// Not now: worth trying again later. Also when it is unknown whether the message arrived.
    case deferred
    /// Never: trying the same again would fail the same way.
    case refused
  }

  public let verdict: Verdict
  /// The reply code of SMTP or HTTP; nil where no reply came.
  public let code: Int?
  /// The other side's words or the cause, on one line of at most 300 characters.
  public let text: String

  public init(_ verdict: Verdict, code: Int? = nil, text: String) {
    self.verdict = verdict
    self.code = code
    let line = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    self.text = String(String(String.UnicodeScalarView(line)).prefix(300))
  }
}
