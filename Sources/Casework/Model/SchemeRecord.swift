import LegalCalendar

/// The legal scheme (regeling) whose life the casework keeps.
public struct SchemeRecord: Record {
  /// The scheme's name in the file tree.
  public var id: String
  public var title: String
  /// State of the lifecycle `scheme`.
  public var state: String
  /// Hash of the rule set that was active last.
  public var ruleSet: String
  public var activatedOn: CivilDate

  public init(
    id: String,
    title: String,
    state: String,
    ruleSet: String,
    activatedOn: CivilDate
  ) {
    self.id = id
    self.title = title
    self.state = state
    self.ruleSet = ruleSet
    self.activatedOn = activatedOn
  }

  public static var table: Table { .scheme }

  public static let blank = SchemeRecord(
    id: "",
    title: "",
    state: "",
    ruleSet: "",
    activatedOn: CivilDate(epochDay: 0))

  public static let fields: [Field<SchemeRecord>] = [
    .text("id", \.id),
    .text("title", \.title),
    .text("state", \.state),
    .text("ruleSet", \.ruleSet),
    .date("activatedOn", \.activatedOn),
  ]
}
