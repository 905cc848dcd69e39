/// A remark on a computed date that a person should see; it never changes the date.
public struct TermNotice: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case equatedDaysUnknown, entryWithoutEffect, extensionBeyondLimit, unmatchedEntry
    case prematureDefaultNotice, tariffNotVerified
  }

  public let kind: Kind
  public let date: CivilDate
  public let text: BilingualText
  /// The ledger entry that it is about, if it is about one.
  public let entry: String?

  public init(kind: Kind, date: CivilDate, text: BilingualText, entry: String? = nil) {
    self.kind = kind
    self.date = date
    self.text = text
    self.entry = entry
  }
}
