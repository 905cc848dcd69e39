import LegalCalendar

/// A term of the scheme: the calendar's rule, and what a reader should know of it.
public struct NamedTerm: Hashable, Sendable {
  public var name: String
  public var title: LocalizedText
  public var rule: TermRule
  /// The event that starts the term, in words.
  public var starts: LocalizedText
  public var source: LegalSource
  /// Why the General Extension of Time Limits Act does or does not reach it, in the author's words.
  public var because: LocalizedText?
}
