/// A day put on a par with a holiday by royal decree (Atw 3(3)).
///
/// Always data, never computed: the decree decides.
public struct EquatedDay: Hashable, Sendable, Comparable {
  public let date: CivilDate
  /// The decree that names the day.
  public let decree: String
  public let standing: SourceStanding

  public init(date: CivilDate, decree: String, standing: SourceStanding) {
    self.date = date
    self.decree = decree
    self.standing = standing
  }

  public static func < (a: EquatedDay, b: EquatedDay) -> Bool {
    (a.date, a.decree) < (b.date, b.decree)
  }
}
