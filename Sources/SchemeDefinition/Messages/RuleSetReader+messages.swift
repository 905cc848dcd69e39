extension RuleSetReader {
  static let messageLanguages = ["nl", "en"]

  /// The messages by name and language; every declared one must be there in every language.
  func readMessages(_ declarations: [String: LetterDeclaration]) -> [String: [String:
    MessageTemplate]]
  {
    let fieldsFile = files.origin(MessageTemplate.fieldsFile)
    var messages: [String: [String: MessageTemplate]] = [:]
    for path in files.paths(in: "messages/") {
      let words = path.dropFirst("messages/".count).split(separator: ".").map(String.init)
      guard words.count == 3, Self.messageLanguages.contains(words[1]) else {
        log.error(
          "message-name", "The name of \(path) says no language.", in: files.origin(path),
          remedy: "Name it NAME.nl.mustache or NAME.en.mustache.")
        continue
      }
      guard let bytes = files.bytes[path],
        let body = text(of: bytes, file: files.origin(path), log: log)
      else { continue }
      guard let declaration = declarations[words[0]] else {
        if declared.messages?.contains(words[0]) != true {
          log.error(
            "undeclared-message",
            "messages/fields.yaml says nothing of the message \"\(words[0])\".",
            in: files.origin(path), remedy: "Declare its title there.")
        }
        continue
      }
      messages[words[0], default: [:]][words[1]] = memory.recall(
        "\(files.origin(path)) \(fieldsFile)"
      ) {
        MessageTemplate.read(
          words[0], language: words[1], text: body, file: files.origin(path),
          declared: declaration, log: log)
      }
    }
    for name in declarations.keys.sorted() {
      for language in Self.messageLanguages
      where files.bytes["messages/\(name).\(language).mustache"] == nil {
        log.error(
          "missing-file",
          "The message \"\(name)\" is declared, but messages/\(name).\(language).mustache is missing.",
          in: fieldsFile.replacing("fields.yaml", with: "\(name).\(language).mustache"),
          remedy: "Write the message, or remove its declaration.")
      }
    }
    return messages
  }
}
