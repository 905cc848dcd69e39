/// A group of organisations, or an archive, that receives an award (SR 1.1, 2.3, 3.1).
public struct Alliance: Record {
  public var id: String
  public var name: String
  public var kind: AwardKind
  public var theme: String?
  /// State of the lifecycle `partnership`.
  public var state: String
  /// The minister permitted more than five members (SR 2.3).
  public var moreThanFiveAllowed: Bool
  public var certainty: Certainty
  public var source: String?
  /// SHA-256 of the rule set whose lifecycle the partnership stands under; nil where it was stored before that
  /// was kept.
  public var ruleSet: String?

  public init(
    id: String,
    name: String,
    kind: AwardKind,
    theme: String? = nil,
    state: String,
    moreThanFiveAllowed: Bool,
    certainty: Certainty,
    source: String? = nil,
    ruleSet: String? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.theme = theme
    self.state = state
    self.moreThanFiveAllowed = moreThanFiveAllowed
    self.certainty = certainty
    self.source = source
    self.ruleSet = ruleSet
  }

  public static var table: Table { .alliance }

  public static let blank = Alliance(
    id: "",
    name: "",
    kind: .alliance,
    theme: nil,
    state: "",
    moreThanFiveAllowed: false,
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Alliance>] = [
    .text("id", \.id),
    .text("name", \.name),
    .word("kind", \.kind),
    .text("theme", \.theme),
    .text("state", \.state),
    .flag("moreThanFiveAllowed", \.moreThanFiveAllowed),
    .word("certainty", \.certainty),
    .text("source", \.source),
    .text("ruleSet", \.ruleSet),
  ]
}
