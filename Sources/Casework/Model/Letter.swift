import LegalCalendar

/// A letter that follows from a decision; its text is rendered from template and fields.
public struct Letter: Record {
  public var id: String
  public var award: String
  public var template: String
  /// Hash of the rule set whose template it uses.
  public var ruleSet: String
  public var date: CivilDate
  /// The template's fields, as JSON.
  public var fields: String
  public var state: LetterState

  public init(
    id: String,
    award: String,
    template: String,
    ruleSet: String,
    date: CivilDate,
    fields: String,
    state: LetterState
  ) {
    self.id = id
    self.award = award
    self.template = template
    self.ruleSet = ruleSet
    self.date = date
    self.fields = fields
    self.state = state
  }

  public static var table: Table { .letter }

  public static let blank = Letter(
    id: "",
    award: "",
    template: "",
    ruleSet: "",
    date: CivilDate(epochDay: 0),
    fields: "",
    state: .draft)

  public static let fields: [Field<Letter>] = [
    .text("id", \.id),
    .text("award", \.award),
    .text("template", \.template),
    .text("ruleSet", \.ruleSet),
    .date("dated", \.date),
    .text("fields", \.fields),
    .word("state", \.state),
  ]
}
