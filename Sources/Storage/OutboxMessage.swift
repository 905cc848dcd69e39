import Casework
import LegalCalendar

/// A message on its way out.
public struct OutboxMessage: Hashable, Sendable {
  public enum Channel: String, Hashable, Sendable { case mail, webhook }

  public enum State: String, Hashable, Sendable, CaseIterable {
    case waiting, delivered, dead, withdrawn
  }

  /// Stable: a message handed over twice after a crash carries the same id.
  public var id: String
  public var channel: Channel
  /// Whom an operator reads that it is for; holds no address.
  public var recipient: String
  public var role: String?
  public var alliance: String?
  /// Nil when the role had nobody.
  public var contact: String?
  public var subscription: String?
  public var subject: String
  public var body: String
  public var html: String?
  /// What goes along.
  public var attachments: [Attachment]
  public var language: String
  public var createdAt: Moment
  /// The day in the Netherlands that the reader gets it.
  public var day: CivilDate
  /// Attempts are given up some days after this.
  public var since: Moment
  /// Not handed over before.
  public var dueAt: Moment
  public var state: State
  /// Hand-overs begun.
  public var attempts: Int

  public init(
    id: String, channel: Channel, recipient: String, role: String? = nil, alliance: String? = nil,
    contact: String? = nil, subscription: String? = nil, subject: String, body: String,
    html: String? = nil, attachments: [Attachment] = [], language: String, createdAt: Moment,
    day: CivilDate,
    since: Moment? = nil, dueAt: Moment,
    state: State = .waiting, attempts: Int = 0
  ) {
    self.id = id
    self.channel = channel
    self.recipient = recipient
    self.role = role
    self.alliance = alliance
    self.contact = contact
    self.subscription = subscription
    self.subject = subject
    self.body = body
    self.html = html
    self.attachments = attachments
    self.language = language
    self.createdAt = createdAt
    self.day = day
    self.since = since ?? createdAt
    self.dueAt = dueAt
    self.state = state
    self.attempts = attempts
  }

  /// A text that goes along with a message, under the name of a file.
  public struct Attachment: Hashable, Sendable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// One hand-over and what the other side said.
  public struct Attempt: Hashable, Sendable {
    public var number: Int
    public var at: Moment
    /// accepted, deferred or refused.
    public var verdict: String
    public var code: Int?
    public var text: String

    public init(number: Int, at: Moment, verdict: String, code: Int?, text: String) {
      self.number = number
      self.at = at
      self.verdict = verdict
      self.code = code
      self.text = text
    }
  }

  /// A reminder that a message tells of.
  public struct Link: Hashable, Sendable {
    public var reminder: String
    public var reader: String
    public var obligation: String

    public init(reminder: String, reader: String, obligation: String) {
      self.reminder = reminder
      self.reader = reader
      self.obligation = obligation
    }
  }
}
