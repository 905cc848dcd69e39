/// The daily amounts of the penalty for a late decision (Awb 4:17(2)).
public struct PenaltyTariff: Hashable, Sendable {
  public struct Tier: Hashable, Sendable {
    public let days: Int
    public let centsPerDay: Int64

    public init(days: Int, centsPerDay: Int64) {
      self.days = days
      self.centsPerDay = centsPerDay
    }
  }

  public let validFrom: CivilDate
  /// The last day for which the amounts were checked.
  public let checkedUntil: CivilDate?
  public let tiers: [Tier]
  public let source: String

  public init(validFrom: CivilDate, checkedUntil: CivilDate?, tiers: [Tier], source: String) {
    self.validFrom = validFrom
    self.checkedUntil = checkedUntil
    self.tiers = tiers
    self.source = source
  }

  public var maximumDays: Int { tiers.reduce(0) { $0 + $1.days } }

  public var maximumCents: Int64 { tiers.reduce(0) { $0 + Int64($1.days) * $1.centsPerDay } }

  /// 20, 30 and 40 euros a day, and 23, 35 and 45 since 2019.
  public static let dutch: [PenaltyTariff] = [
    make("2009-10-01", "2018-12-31", [2000, 3000, 4000], "Awb 4:17(2)"),
    make("2019-01-01", "2025-12-31", [2300, 3500, 4500], "Awb 4:17(2); Stcrt. 2018, 65542"),
  ].compactMap { $0 }

  /// The tariff in force on a day.
  public static func governing(on date: CivilDate, in tariffs: [PenaltyTariff] = dutch)
    -> PenaltyTariff?
  {
    tariffs.filter { $0.validFrom <= date }.max { $0.validFrom < $1.validFrom }
  }

  private static func make(_ from: String, _ until: String, _ cents: [Int64], _ source: String)
    -> PenaltyTariff?
  {
    CivilDate(iso: from).map {
      PenaltyTariff(
        validFrom: $0, checkedUntil: CivilDate(iso: until),
        tiers: cents.map { Tier(days: 14, centsPerDay: $0) }, source: source)
    }
  }
}
