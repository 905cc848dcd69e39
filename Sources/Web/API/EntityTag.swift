import Crypto
import HTTPTypes
import Identity
import JSONText

/// Which state of something a sender saw (RFC 9110, 8.8.3): a hash over its JSON.
enum EntityTag {
  static func of(_ json: JSON) -> String {
    "\"" + Base64URL.encode(Array(SHA256.hash(data: Array(json.canonical.utf8)).prefix(15))) + "\""
  }
}

extension RequestContext {
  /// Refuses a change by somebody who does not say which state they saw (428), or saw another (412).
  ///
  /// Throws what `current` throws first: of what is not there nobody saw a state.
  func requireMatch(_ current: () throws -> JSON) throws {
    let tag = EntityTag.of(try current())
    guard let header = headers[.ifMatch] else { throw Problem.noCondition }
    let isMet =
      header == "*" || header.split(separator: ",").contains { $0.trimmingBlanks == tag }
    guard isMet else { throw Problem.changedSince }
  }
}

extension Answer {
  /// One thing as JSON, with its tag.
  static func entity(_ json: JSON, status: Int = 200) -> Answer {
    .json(json, status: status, headers: [(.eTag, EntityTag.of(json))])
  }
}
