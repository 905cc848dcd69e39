import Diagnostics
import Mustache

extension LetterTemplate {
  /// Reads a template and refuses every field that is not declared for it.
  static func read(
    _ name: String, text: String, file: String, declared: LetterDeclaration, log: FindingLog
  ) -> LetterTemplate? {
    do {
      // Letters are plain text: nothing is to be escaped for HTML. The line is taken off positions again.
      let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
      check(text, file: file, fields: declared.fields, log: log)
      return LetterTemplate(
        name: name, title: declared.title, fields: declared.fields, body: text, file: file,
        template: template)
    } catch let error as MustacheTemplate.ParserError {
      log.error(
        "letter-syntax", "The template cannot be read: \(error.error).", in: file,
        at: SourcePosition(
          line: max(1, error.context.lineNumber - 1), column: max(1, error.context.columnNumber)),
        remedy: "Check that every {{#field}} has its {{/field}} and every tag ends with }}.")
    } catch {
      log.error("letter-syntax", "The template cannot be read: \(error).", in: file)
    }
    return nil
  }

  static func check(
    _ text: String, file: String, fields: [LetterField], log: FindingLog,
    declaredIn place: String = "letters/fields.yaml"
  ) {
    var scopes = [fields]
    var used = Set<String>()
    for tag in MustacheTag.tags(in: text) {
      switch tag.kind {
      case .comment: break
      case .end: if scopes.count > 1 { scopes.removeLast() }
      case .other(let mark):
        log.error(
          "letter-syntax", "{{\(mark)…}} is not used in letters.", in: file, at: tag.position,
          remedy: "Use fields and {{#…}} sections only.")
      case .value, .section, .inverted:
        var inner = scopes[scopes.count - 1]
        if tag.name == "." {
          // The item of a list itself.
        } else if let field = scopes.reversed().joined().first(where: { $0.name == tag.name }) {
          used.insert(tag.name)
          if case .list(let nested) = field.kind { inner = nested + inner }
        } else {
          log.error(
            "unknown-letter-field", "The letter has no field \"\(tag.name)\".", in: file,
            at: tag.position,
            remedy: advice(for: tag.name, among: scopes.joined().map(\.name))
              + " Fields are declared in \(place).")
        }
        if case .value = tag.kind { break }
        scopes.append(inner)
      }
    }
  }
}
