import Crypto
import JSONText

/// What happened to a scheme, once, in order: the truth from which the tables can be rebuilt.
///
/// Each event carries the hash of the one before it; the hash covers that and the event's own canonical
/// text, so that no event can be changed, removed or put in between without breaking the chain.
public struct Event: Hashable, Sendable {
  public let scheme: String
  /// From 1, without gaps.
  public let sequence: Int64
  public let at: Moment
  public let actor: String
  /// What happened, such as `report.filed`.
  public let kind: String
  /// The record it happened to, as `table/key`.
  public let subject: String
  /// Whatever else is worth knowing, such as a reason or the receipts' hashes.
  public let data: JSON
  public let changes: [Change]
  public let previousHash: String
  public let hash: String
  /// The canonical text of `body`, which the hash covers and the database keeps.
  public let text: String
}

/// An event before it has its place in the chain.
public struct EventDraft: Hashable, Sendable {
  public var kind: String
  public var subject: String
  public var data: JSON
  public var changes: [Change]

  public init(kind: String, subject: String, data: JSON = .null, changes: [Change]) {
    self.kind = kind
    self.subject = subject
    self.data = data
    self.changes = changes
  }
}

/// The end of a scheme's chain: where the next event goes.
public struct ChainHead: Hashable, Sendable {
  public var sequence: Int64
  public var hash: String

  public init(sequence: Int64, hash: String) {
    self.sequence = sequence
    self.hash = hash
  }

  /// Before the first event.
  public static let start = ChainHead(sequence: 0, hash: String(repeating: "0", count: 64))

  /// Gives a draft its place at the end of the chain.
  public mutating func append(
    _ draft: EventDraft, scheme: String, at moment: Moment, by actor: String
  ) -> Event {
    let text = Event.body(
      scheme: scheme, sequence: sequence + 1, at: moment, actor: actor, draft: draft
    ).canonical
    let event = Event(
      scheme: scheme, sequence: sequence + 1, at: moment, actor: actor, kind: draft.kind,
      subject: draft.subject, data: draft.data, changes: draft.changes, previousHash: hash,
      hash: Event.hash(previous: hash, body: text), text: text)
    sequence = event.sequence
    hash = event.hash
    return event
  }
}

extension Event {
  static func body(
    scheme: String, sequence: Int64, at: Moment, actor: String, draft: EventDraft
  ) -> JSON {
    [
      "scheme": .string(scheme), "sequence": .int(sequence), "at": .string(at.description),
      "actor": .string(actor), "kind": .string(draft.kind), "subject": .string(draft.subject),
      "data": draft.data, "changes": .array(draft.changes.map(\.json)),
    ]
  }

  /// SHA-256 in lower-case hexadecimal over the previous hash, a line feed and the body's canonical text.
  public static func hash(previous: String, body: String) -> String {
    var digest = SHA256()
    digest.update(data: Array(previous.utf8))
    digest.update(data: [0x0A])
    digest.update(data: Array(body.utf8))
    return digest.finalize().hex
  }

  public var body: JSON {
    Event.body(
      scheme: scheme, sequence: sequence, at: at, actor: actor,
      draft: EventDraft(kind: kind, subject: subject, data: data, changes: changes))
  }

  /// Whether the hash is the one that the content gives.
  public var isIntact: Bool {
    hash == Event.hash(previous: previousHash, body: text)
  }
}

extension Digest {
  /// Lower-case hexadecimal.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Event {
  /// Reads a stored body; nil when it has not the shape of an event. The hash is not checked here.
  public init?(body: JSON, previousHash: String, hash: String) {
    guard let scheme = body["scheme"]?.string, let sequence = body["sequence"]?.int,
      let at = body["at"]?.string.flatMap(Moment.init(iso:)), let actor = body["actor"]?.string,
      let kind = body["kind"]?.string, let subject = body["subject"]?.string,
      let data = body["data"], let changes = body["changes"]?.array
    else { return nil }
    let read = changes.compactMap(Change.init(json:))
    guard read.count == changes.count else { return nil }
    self.init(
      scheme: scheme, sequence: sequence, at: at, actor: actor, kind: kind, subject: subject,
      data: data, changes: read, previousHash: previousHash, hash: hash, text: body.canonical)
  }
}
