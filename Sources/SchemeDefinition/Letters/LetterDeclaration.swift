/// What `letters/fields.yaml` says of one letter.
struct LetterDeclaration {
  var title: LocalizedText
  var fields: [LetterField]
}

/// Reads `letters/fields.yaml`: the fields that every letter has and those of each.
func readLetterFields(_ root: YAMLMapping) -> [String: LetterDeclaration] {
  readFields(root, of: "letters")
}

/// Reads `messages/fields.yaml`, which has the same form.
func readMessageFields(_ root: YAMLMapping) -> [String: LetterDeclaration] {
  readFields(root, of: "messages")
}

private func readFields(_ root: YAMLMapping, of key: String) -> [String: LetterDeclaration] {
  root.allow(["common", key])
  let common = root.optionalMappings("common").compactMap(letterField)
  var letters: [String: LetterDeclaration] = [:]
  for (name, _, fields) in root.mapping(key)?.entries() ?? [] {
    fields.allow(["title", "fields"])
    let own = fields.optionalMappings("fields").compactMap(letterField)
    guard let title = fields.localized("title") else { continue }
    letters[name] = LetterDeclaration(title: title, fields: common + own)
  }
  return letters
}

private func letterField(_ fields: YAMLMapping) -> LetterField? {
  fields.allow(["name", "title", "example", "required", "flag", "list"])
  var kind = LetterField.Kind.text
  if fields.optionalFlag("flag") == true { kind = .flag }
  if fields.has("list") {
    kind = .list(fields.optionalMappings("list").compactMap(letterField))
  }
  guard let name = fields.text("name"), let title = fields.localized("title") else { return nil }
  return LetterField(
    name: name, title: title, kind: kind, required: fields.optionalFlag("required") ?? true,
    example: fields.optionalText("example"))
}
