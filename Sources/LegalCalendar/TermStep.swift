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
  let ground: TermGround

  init(kind: Kind, date: CivilDate, effect: Int, ground: TermGround) {
    self.kind = kind
    self.date = date
    self.effect = effect
    self.ground = ground
  }

  /// The reason in words, made when it is asked for.
  public var text: BilingualText { ground.text(date) }
  public var article: String { ground.article }
}

extension TermStep {
  /// A step as it was written down.
  public init(kind: Kind, date: CivilDate, effect: Int, text: BilingualText, article: String) {
    self.init(
      kind: kind, date: date, effect: effect, ground: .written(text, article: article))
  }

  /// Equal where they say the same, computed or read back.
  public static func == (a: TermStep, b: TermStep) -> Bool {
    a.kind == b.kind && a.date == b.date && a.effect == b.effect
      && (a.ground == b.ground || a.article == b.article && a.text == b.text)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(date)
    hasher.combine(effect)
  }
}
