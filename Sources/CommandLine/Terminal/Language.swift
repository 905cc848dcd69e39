/// The language in which messages are given.
public enum Language: String, CaseIterable, Sendable {
  case dutch = "nl"
  case english = "en"

  /// From the locale variables in their POSIX order; English when they name another language or none.
  public init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("nl") == true ? .dutch : .english
  }
}

/// One message in both languages, chosen where it is shown.
public struct Phrase: Sendable {
  public let nl: String
  public let en: String

  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  public func text(in language: Language) -> String {
    switch language {
    case .dutch: nl
    case .english: en
    }
  }
}
