import JSONText

/// Something that happened, as others hear of it: CloudEvents 1.0 after the NL GOV profile.
///
/// Attributes hold nothing about persons: they are read by everything on the way.
public struct CloudEvent: Hashable, Sendable {
  /// With `source`, unique for ever; a repeat carries the same.
  public var id: String
  /// `urn:nld:oin:…:systeem:…`: the organisation and its system.
  public var source: String
  /// Reverse domain notation, the domain in the plural, one version at the end.
  public var type: String
  public var subject: String?
  /// When it was recorded, RFC 3339 in UTC.
  public var time: String
  /// The place in the source's order, from 1 without gaps.
  public var sequence: Int64?
  public var data: JSON

  public init(
    id: String, source: String, type: String, subject: String?, time: String, sequence: Int64?,
    data: JSON
  ) {
    self.id = id
    self.source = source
    self.type = type
    self.subject = subject
    self.time = time
    self.sequence = sequence
    self.data = data
  }

  /// Events are to be accepted up to this size (CloudEvents 1.0, “Size limits”).
  public static let largest = 65_536

  /// The structured JSON form. Data that would make it too large is replaced by `dataref`.
  public func json(dataReference: String?) -> JSON {
    let whole = object(.init("data", data))
    guard whole.canonical.utf8.count > CloudEvent.largest, let dataReference else { return whole }
    return object(.init("dataref", .string(dataReference)))
  }

  private func object(_ content: JSON.Member) -> JSON {
    var members: [JSON.Member] = [
      .init("specversion", "1.0"), .init("id", .string(id)), .init("source", .string(source)),
      .init("type", .string(type)),
    ]
    if let subject { members.append(.init("subject", .string(subject))) }
    members.append(.init("time", .string(time)))
    if let sequence { members.append(.init("sequence", .string(String(sequence)))) }
    if content.name == "data" { members.append(.init("datacontenttype", "application/json")) }
    return .object(members + [content])
  }

  /// The source of an organisation's system. Throws a `DeliveryFault` unless the number has twenty digits.
  public static func source(organisation oin: String, system: String) throws(DeliveryFault)
    -> String
  {
    guard oin.utf8.count == 20, oin.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw DeliveryFault(
        "bad-oin", "An organisation's identification number (OIN) has twenty digits.",
        remedy: "Set SPEELVELD_OIN to the number in the OIN register.")
    }
    return "urn:nld:oin:\(oin):systeem:\(system)"
  }
}
