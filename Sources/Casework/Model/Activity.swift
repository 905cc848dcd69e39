/// A piece of work of an alliance in a year.
public struct Activity: Record {
  public var id: String
  public var award: String
  public var year: Int
  public var title: String
  public var status: ActivityStatus
  public var stopReason: StopReason?
  public var note: String?
  public var certainty: Certainty

  public init(
    id: String,
    award: String,
    year: Int,
    title: String,
    status: ActivityStatus,
    stopReason: StopReason? = nil,
    note: String? = nil,
    certainty: Certainty
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.title = title
    self.status = status
    self.stopReason = stopReason
    self.note = note
    self.certainty = certainty
  }

  public static var table: Table { .activity }

  public static let blank = Activity(
    id: "",
    award: "",
    year: 0,
    title: "",
    status: .planned,
    stopReason: nil,
    note: nil,
    certainty: .illustrative)

  public static let fields: [Field<Activity>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .text("title", \.title),
    .word("status", \.status),
    .word("stopReason", \.stopReason),
    .text("note", \.note),
    .word("certainty", \.certainty),
  ]
}
