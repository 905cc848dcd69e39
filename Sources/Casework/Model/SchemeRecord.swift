import LegalCalendar

/// The legal scheme (regeling) whose life the casework keeps.
public struct SchemeRecord: Record {
  /// The scheme's name in the file tree.
  public var id: String
  public var title: String
  /// State of the lifecycle `scheme`.
  public var state: String
  /// SHA-256 of all the scheme's files as activated.
  public var source: String
  public var activatedOn: CivilDate
  /// SHA-256 of the rule set whose lifecycle the scheme's own case stands under; nil where it was stored before
  /// that was kept.
  public var ruleSet: String?

  public init(
    id: String,
    title: String,
    state: String,
    source: String,
    activatedOn: CivilDate,
    ruleSet: String? = nil
  ) {
    self.id = id
    self.title = title
    self.state = state
    self.source = source
    self.activatedOn = activatedOn
    self.ruleSet = ruleSet
  }

  public static var table: Table { .scheme }

  public static let blank = SchemeRecord(
    id: "",
    title: "",
    state: "",
    source: "",
    activatedOn: CivilDate(epochDay: 0))

  public static let fields: [Field<SchemeRecord>] = [
    .text("id", \.id),
    .text("title", \.title),
    .text("state", \.state),
    .text("source", \.source),
    .date("activatedOn", \.activatedOn),
    .text("ruleSet", \.ruleSet),
  ]
}
