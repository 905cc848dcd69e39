import Diagnostics
import JSONText

extension Problem {
  /// The document of RFC 9457, with all faults under `errors`.
  func json(_ language: Language, traceID: String) -> JSON {
    var members: [JSON.Member] = [
      .init("type", .string("urn:speelveld:probleem:\(code)")),
      .init("title", .string(title[language])),
      .init("status", .int(status)),
      .init("detail", .string(detail[language])),
      .init("code", .string(code)),
      .init("traceId", .string(traceID)),
    ]
    if !details.isEmpty { members.append(.init("details", .array(details.map(JSON.string)))) }
    if !faults.isEmpty {
      members.append(
        .init(
          "errors",
          .array(
            faults.map { fault in
              [
                "in": .string(fault.place.rawValue), "location": .string(fault.location),
                "code": .string(fault.code), "detail": .string(fault.detail[language]),
              ]
            })))
    }
    return .object(members)
  }
}
