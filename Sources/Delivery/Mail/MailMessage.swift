import Crypto

/// One message for one recipient, with its text in two forms.
public struct MailMessage: Hashable, Sendable {
  /// Without the angle brackets; the same each time that the message is handed over.
  public var messageID: String
  /// Seconds since 1970 in UTC: when the message was made, not when it was tried.
  public var date: Int64
  public var from: Mailbox
  public var replyTo: Mailbox?
  public var to: Mailbox
  /// One line; control characters are written as blanks.
  public var subject: String
  public var text: String
  public var html: String?
  public var attachments: [Attachment]
  /// Language of the text as in RFC 5646, such as `nl`.
  public var language: String

  public init(
    messageID: String, date: Int64, from: Mailbox, replyTo: Mailbox? = nil, to: Mailbox,
    subject: String, text: String, html: String? = nil, attachments: [Attachment] = [],
    language: String
  ) {
    self.messageID = messageID
    self.date = date
    self.from = from
    self.replyTo = replyTo
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
    self.attachments = attachments
    self.language = language
  }

  /// A text that goes along as a file.
  public struct Attachment: Hashable, Sendable {
    /// Letters, digits, `-` and `.` of ASCII; anything else is written as `-`.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The message identifier of an outbox row: equal for every hand-over of it, and telling nothing else.
  public static func messageID(scheme: String, id: String, domain: String) -> String {
    let digest = SHA256.hash(data: Array("\(scheme)\n\(id)".utf8))
    return "\(hexadecimal(digest).prefix(40))@\(domain)"
  }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
