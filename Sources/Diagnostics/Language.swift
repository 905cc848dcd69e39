/// The language in which something is said to a person.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case dutch = "nl"
  case english = "en"
}
