/// One step on the way from the event to the due date.
///
/// The effects of all steps, in days, add up to the distance from the event to the due date.
public struct TermStep: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case start, length, extended, suspension, twoWorkingDays, rolled, coverage, agreedDate, lapse
    case fulfilled
  }

  public let kind: Kind
  /// The date after this step.
  public let date: CivilDate
  /// Days by which this step moves the date.
  public let effect: Int
  public let text: BilingualText
  public let article: String

  public init(kind: Kind, date: CivilDate, effect: Int, text: BilingualText, article: String) {
    self.kind = kind
    self.date = date
    self.effect = effect
    self.text = text
    self.article = article
  }
}
