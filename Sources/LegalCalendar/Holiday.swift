/// A day that is a holiday, and the rule or decree that makes it one.
public struct Holiday: Hashable, Sendable {
  public let date: CivilDate
  public let name: BilingualText
  public let article: String
  /// The decree, when the day is put on a par with a holiday.
  public let decree: String?
  public let standing: SourceStanding
}
