extension YAMLMapping {
  /// A text in both languages: `{ nl: …, en: … }`.
  func localized(_ key: String) -> LocalizedText? {
    guard let fields = mapping(key) else { return nil }
    fields.allow(["nl", "en"])
    guard let nl = fields.text("nl"), let en = fields.text("en") else { return nil }
    return LocalizedText(nl: nl, en: en)
  }

  func optionalLocalized(_ key: String) -> LocalizedText? { has(key) ? localized(key) : nil }

  static let sourceFields = ["article", "certainty", "note"]

  /// The article, how sure it is, and a note on that.
  func source() -> LegalSource? {
    guard let article = text("article") else { return nil }
    guard let certainty = word("certainty", as: SourceCertainty.self) else { return nil }
    return LegalSource(article: article, certainty: certainty, note: optionalLocalized("note"))
  }
}
