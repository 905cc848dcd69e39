import Allocation
import ExactNumbers

/// Payments by quarter, beside the ceiling.
///
/// Advances are paid in equal parts on 1 January, April, July and October (SR 1.4), each month (KR 8.4;
/// the same sum in a quarter) or on 1 January;
/// what is not advanced follows in the fourth quarter after the last grant year, when the grant can have
/// been determined (22 weeks to account and 22 to decide, KR 7.2 and 7.8). Planning payments fall in the
/// third quarter before the first year, bridge money from its first quarter on, in equal parts.
/// In the year before, the present partners' grants still run.
public struct CashPlan: Hashable, Sendable {
  public struct Quarter: Hashable, Sendable {
    public var year: Int
    public var quarter: Int
    public var runOff: Int64 = 0
    public var planning: Int64 = 0
    public var grants: Int64 = 0
    public var projects: Int64 = 0
    public var bridge: Int64 = 0
    public var backOffice: Int64 = 0

    /// What counts for the ceiling of the new scheme.
    public var fromCeiling: Int64 { grants + projects }
    public var total: Int64 { runOff + planning + grants + projects + bridge + backOffice }
  }

  public var quarters: [Quarter]
  /// The ceiling of a grant year, in cents.
  public var ceiling: Int64
  public var bridge: Int64 { quarters.reduce(0) { $0 + $1.bridge } }
  public var projects: Int64 { quarters.reduce(0) { $0 + $1.projects } }

  init(
    selection: SelectionResult, money: MoneyByOrganisation, design: SchemeDesign,
    population: Population
  ) {
    ceiling = design.pot.cents
    let first = design.firstYear
    quarters = (first - 1...first + design.grantYears).flatMap { year in
      (1...4).map { Quarter(year: year, quarter: $0) }
    }
    let start = 4
    let runOff = population.present.reduce(Int64(0)) { $0 + $1.cents }
    for (place, part) in Money(cents: runOff).split(into: 4).enumerated() {
      quarters[place].runOff = part.cents
    }
    quarters[2].planning = money.planning
    var held: Int64 = 0
    for outcome in selection.winners {
      let advance = design.advanceShare.of(outcome.amount.cents)
      held += (outcome.amount.cents - advance) * Int64(design.grantYears)
      for year in 0..<design.grantYears {
        let at = start + 4 * year
        switch design.rhythm {
        case .yearly: quarters[at].grants += advance
        case .monthly, .quarterly:
          for (place, part) in Money(cents: advance).split(into: 4).enumerated() {
            quarters[at + place].grants += part.cents
          }
        }
      }
    }
    quarters[quarters.count - 1].grants += held
    let bonus = Money(cents: money.backOffice).split(into: design.grantYears)
    for year in 0..<design.grantYears {
      for (place, part) in design.projectPot.split(into: 4).enumerated() {
        quarters[start + 4 * year + place].projects = part.cents
      }
      quarters[start + 4 * year].backOffice = bonus[year].cents
    }
    pay(bridgeFor: selection, design: design, population: population, from: start)
  }

  private mutating func pay(
    bridgeFor selection: SelectionResult, design: SchemeDesign, population: Population, from: Int
  ) {
    var whole: Int64 = 0
    for (outcome, present) in zip(selection.outcomes, population.present)
    where present > .zero && !outcome.standing.isGranted {
      whole += design.bridgeShare.of(present.cents) * Int64(design.bridgeMonths) / 12
    }
    let count = min((design.bridgeMonths + 2) / 3, quarters.count - from)
    for (place, part) in Money(cents: whole).split(into: count).enumerated() {
      quarters[from + place].bridge = part.cents
    }
  }

  /// The years in which grants and projects exceed the ceiling, with the excess in cents.
  public var excess: [(year: Int, cents: Int64)] {
    Dictionary(grouping: quarters, by: \.year).sorted { $0.key < $1.key }.compactMap {
      let over = $0.value.reduce(0) { $0 + $1.fromCeiling } - ceiling
      return over > 0 ? ($0.key, over) : nil
    }
  }
}
