import JSONText

/// What the scheme's rules found lacking in a filing.
public struct Completeness: Hashable, Sendable {
  public struct Fault: Hashable, Sendable {
    public let code: String
    public let nl: String
    public let en: String
    public let article: String
    /// How sure the rule is, in the word of the decision table; nil for a verified one.
    public let certainty: String?

    public init(code: String, nl: String, en: String, article: String, certainty: String?) {
      self.code = code
      self.nl = nl
      self.en = en
      self.article = article
      self.certainty = certainty
    }

    public var json: JSON {
      [
        "code": .string(code), "nl": .string(nl), "en": .string(en),
        "article": .string(article), "certainty": certainty.map(JSON.string) ?? .null,
      ]
    }

    /// Nil when the JSON has not the shape of a fault.
    public init?(json: JSON) {
      guard let code = json["code"]?.string, let nl = json["nl"]?.string,
        let en = json["en"]?.string, let article = json["article"]?.string
      else { return nil }
      self.init(
        code: code, nl: nl, en: en, article: article, certainty: json["certainty"]?.string)
    }
  }

  /// All of them at once; empty when the filing is complete.
  public let faults: [Fault]

  public init(faults: [Fault]) { self.faults = faults }

  public var isComplete: Bool { faults.isEmpty }

  public var json: JSON { .array(faults.map(\.json)) }
}

extension Report {
  /// What the last filing lacked.
  public var faults: [Completeness.Fault] {
    (missing.flatMap { try? JSON.parse($0) }?.array ?? []).compactMap(
      Completeness.Fault.init(json:))
  }
}
