import Diagnostics
import Mustache

extension MessageTemplate {
  private static let parts = ["subject", "text", "html"]

  /// Reads `messages/NAME.LANGUAGE.mustache`: the lines `=== subject`, `=== text` and `=== html`, each before its
  /// part.
  static func read(
    _ name: String, language: String, text: String, file: String, declared: LetterDeclaration,
    log: FindingLog
  ) -> MessageTemplate? {
    LetterTemplate.check(
      text, file: file, fields: declared.fields, log: log, declaredIn: fieldsFile)
    var bodies: [String: (body: String, line: Int)] = [:]
    var part: String?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("=== ") {
        let named = String(line.dropFirst(4))
        if !parts.contains(named) || bodies[named] != nil {
          log.error(
            "message-part",
            "\"\(line)\" begins no part of a message, or one that was there already.",
            in: file, at: SourcePosition(line: index + 1, column: 1),
            remedy: "The parts are subject, text and html, each once.")
        }
        part = named
        bodies[named] = ("", index + 1)
      } else if let part, let sofar = bodies[part] {
        bodies[part] = (sofar.body + line + "\n", sofar.line)
      } else if !line.isEmpty {
        log.error(
          "message-part", "The message begins without a part.", in: file,
          at: SourcePosition(line: index + 1, column: 1), remedy: "Begin with `=== subject`.")
      }
    }
    var templates: [String: LetterTemplate] = [:]
    for part in parts {
      guard let (body, line) = bodies[part], body.contains(where: { !$0.isWhitespace }) else {
        log.error(
          "message-part", "The message has no \(part).", in: file,
          at: SourcePosition(line: bodies[part]?.line ?? lines.count, column: 1),
          remedy: "Write a line `=== \(part)` and the words below it.")
        continue
      }
      templates[part] = LetterTemplate.part(
        "\(name).\(language) \(part)", body: body, firstLine: line, isHTML: part == "html",
        file: file, declared: declared, log: log)
    }
    guard let subject = templates["subject"], let text = templates["text"],
      let html = templates["html"]
    else { return nil }
    return MessageTemplate(
      name: name, language: language, fields: declared.fields, file: file, subject: subject,
      text: text, html: html)
  }

  static let fieldsFile = "messages/fields.yaml"
}

extension LetterTemplate {
  /// One part of a message; `firstLine` is the line of the file before its first.
  fileprivate static func part(
    _ name: String, body: String, firstLine: Int, isHTML: Bool, file: String,
    declared: LetterDeclaration, log: FindingLog
  ) -> LetterTemplate? {
    do {
      let type = isHTML ? "HTML" : "TEXT"
      return LetterTemplate(
        name: name, title: declared.title, fields: declared.fields, body: body, file: file,
        template: try MustacheTemplate(string: "{{% CONTENT_TYPE:\(type)}}\n" + body))
    } catch let error as MustacheTemplate.ParserError {
      log.error(
        "message-syntax", "The message cannot be read: \(error.error).", in: file,
        at: SourcePosition(
          line: firstLine + max(1, error.context.lineNumber - 1),
          column: max(1, error.context.columnNumber)),
        remedy: "Check that every {{#field}} has its {{/field}} within the same part.")
    } catch {
      log.error("message-syntax", "The message cannot be read: \(error).", in: file)
    }
    return nil
  }
}
