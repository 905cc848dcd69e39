import LegalCalendar

/// A workbook for Excel and LibreOffice: sheets of typed cells, as a value.
///
/// `xlsx()` gives its bytes. The same value gives the same bytes on any machine and day: the moment of
/// making that a workbook carries is `date`, not the clock's.
public struct Workbook: Hashable, Sendable {
  public var title: String
  /// The day the workbook says it was made on, best the day that its data speak of.
  public var date: CivilDate
  public var sheets: [Sheet]

  /// The first day that the archive format knows, 1 January 1980.
  public static let firstDay = CivilDate(epochDay: 3_652)

  public init(title: String, date: CivilDate = Workbook.firstDay, sheets: [Sheet]) {
    self.title = title
    self.date = date
    self.sheets = sheets
  }
}
