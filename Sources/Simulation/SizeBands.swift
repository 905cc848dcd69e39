import Allocation
import ExactNumbers

/// Size by income of a year: small, medium or large.
///
/// The limits are illustrative; the present scheme knows no sizes. A comparison uses the bands of its
/// baseline for every scenario, so nobody changes band because a scenario does.
public enum SizeBand: Int, CaseIterable, Hashable, Sendable, Comparable {
  case small, medium, large

  public static func < (a: SizeBand, b: SizeBand) -> Bool { a.rawValue < b.rawValue }

  public var name: String { String(describing: self) }

  public var title: Bilingual {
    switch self {
    case .small: Bilingual(nl: "klein", en: "small")
    case .medium: Bilingual(nl: "middelgroot", en: "medium")
    case .large: Bilingual(nl: "groot", en: "large")
    }
  }
}

/// The greatest income that still is small, and that still is medium.
public struct SizeLimits: Hashable, Sendable {
  public var small: Money
  public var medium: Money

  public init(small: Money, medium: Money) {
    self.small = small
    self.medium = medium
  }

  public func band(_ income: Money) -> SizeBand {
    income <= small ? .small : income <= medium ? .medium : .large
  }
}
