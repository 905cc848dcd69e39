import FEEL
import LegalCalendar

/// A number, date or list that the scheme fixes, and that may change on a day.
public struct ParameterRule: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public var from: CivilDate
    public var value: FEELValue
  }

  public var name: String
  public var title: LocalizedText
  public var source: LegalSource
  /// The lever of a scenario that this parameter is, if it is one.
  public var lever: String?
  /// By first day, each day once; at least one.
  public var values: [Value]

  /// The value that holds on a day; nil before the first.
  public func value(on day: CivilDate) -> FEELValue? {
    values.last { $0.from <= day }?.value
  }
}
