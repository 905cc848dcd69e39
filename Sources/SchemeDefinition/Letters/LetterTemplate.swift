import Diagnostics
import JSONText
import Mustache

/// The text of a letter with places for the facts of a case.
public struct LetterTemplate: Sendable {
  public let name: String
  public let title: LocalizedText
  /// The fields that the letter may use, common ones first.
  public let fields: [LetterField]
  /// The text as its author wrote it.
  public let body: String
  public let file: String
  let template: MustacheTemplate

  /// The letter with the fields filled in.
  ///
  /// Throws when a required field is missing or null, or a value is of the wrong kind; every such field
  /// has a finding of its own. Fields that the letter does not declare are ignored.
  public func render(_ values: JSON) throws(FindingsError) -> String {
    var findings: [Finding] = []
    for field in fields { check(field, values[field.name], &findings, within: name) }
    guard findings.isEmpty else { throw FindingsError(findings) }
    return template.render(plain(values))
  }

  /// The letter with the example of every field.
  public var preview: String {
    template.render(plain(.object(fields.map { JSON.Member($0.name, $0.sample) })))
  }

  private func check(
    _ field: LetterField, _ value: JSON?, _ findings: inout [Finding], within place: String
  ) {
    guard let value, !value.isNull else {
      if field.required {
        findings.append(
          .error(
            "missing-letter-field", "\"\(field.name)\" of \(place) is missing.", file: file,
            remedy: "Give \(field.title.en)."))
      }
      return
    }
    switch (field.kind, value) {
    case (.text, .string), (.text, .number), (.flag, .bool): break
    case (.list(let inner), .array(let items)):
      for item in items {
        for part in inner { check(part, item[part.name], &findings, within: field.name) }
      }
    default:
      findings.append(
        .error(
          "wrong-letter-field", "\"\(field.name)\" of \(place) is of the wrong kind.", file: file,
          remedy: "Give a \(field.kind.word)."))
    }
  }

  /// The value in the shapes that the template library walks through.
  private func plain(_ value: JSON) -> Any {
    switch value {
    case .null: Optional<String>.none as Any
    case .bool(let flag): flag
    case .number(let text), .string(let text): text
    case .array(let items): items.map(plain)
    case .object(let members):
      [String: Any](
        members.filter { !$0.value.isNull }.map { ($0.name, plain($0.value)) },
        uniquingKeysWith: { $1 })
    }
  }
}

extension LetterField.Kind {
  var word: String {
    switch self {
    case .text: "text"
    case .flag: "flag"
    case .list: "list"
    }
  }
}
