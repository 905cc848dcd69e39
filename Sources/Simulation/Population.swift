import Allocation
import ExactNumbers

/// Applicants with what they are worth, to try a scheme on.
public struct Population: Hashable, Sendable {
  public var name: String
  public let pool: ApplicantPool
  /// What each alliance would score without noise: 13 latent scores of 100 to 500 hundredths, in the
  /// pool's order.
  public let merit: [Int]
  /// For each alliance what it gets for a year under the present scheme; zero for a newcomer.
  public let present: [Money]

  /// - Precondition: `merit` has 13 values and `present` one for each alliance of the pool.
  public init(name: String, pool: ApplicantPool, merit: [Int], present: [Money]) {
    precondition(merit.count == pool.count * Criterion.all && present.count == pool.count)
    self.name = name
    self.pool = pool
    self.merit = merit
    self.present = present
  }

  /// The scores of a panel that sees what everybody is worth: merit rounded to whole points.
  public var plainSheets: [UInt8] { merit.map { UInt8(min(5, max(1, ($0 + 50) / 100))) } }
}
