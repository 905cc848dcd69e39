import ExactNumbers

/// How the money of a grant year is divided over the applicants in their order.
public enum PotRule: Hashable, Sendable {
  /// Each gets what was asked until somebody does not fit; that one gets what is left when this is at
  /// least the share `partialFrom` of what was asked, and there it ends.
  case byRank(partialFrom: BasisPoints?)
  /// Whoever does not fit is passed over for the next who does.
  case skipping
  /// The places are filled first; when they ask more than there is, all give up the same share.
  case proportional
  /// As proportional, after each bracket of a request has counted for its share only.
  case degressive([DegressiveBracket])
  /// The set with the most points together that fits the pot and the places.
  case optimum

  /// Why a larger pot can cost somebody a grant under this rule, nil when it cannot.
  ///
  /// It holds for the rule alone; a reserve (`Reserve`) has an exception of its own.
  public var lossByLargerPot: String? {
    switch self {
    case .byRank, .proportional, .degressive: nil
    case .skipping:
      "with more money a large request that was passed over fits, and takes the place of smaller "
        + "ones behind it"
    case .optimum:
      "with more money another combination can have more points together"
    }
  }
}

/// A part of a request with the share of it that counts.
public struct DegressiveBracket: Hashable, Sendable {
  /// The upper end of the bracket, nil for the last.
  public var upTo: Money?
  public var share: BasisPoints

  public init(upTo: Money?, share: BasisPoints) {
    self.upTo = upTo
    self.share = share
  }

  /// What counts of an amount of cents under brackets that stand in rising order.
  static func counted(_ cents: Int64, _ brackets: [DegressiveBracket]) -> Int64 {
    var counted: Int64 = 0
    var from: Int64 = 0
    for bracket in brackets {
      let end = min(cents, bracket.upTo?.cents ?? cents)
      if end > from { counted += bracket.share.of(end - from) }
      from = max(from, end)
    }
    return counted
  }
}

/// A part of the pot that small alliances are served from first.
///
/// In order of rank, small alliances go first until their requests reach the share of the pot; what
/// they leave goes to all. An alliance is small by its size with all linked organisations, so neither
/// splitting nor putting a small member in the lead opens the reserve.
///
/// A larger pot makes the reserve larger too, and one more small alliance in it can then push out the
/// last of the others.
public struct Reserve: Hashable, Sendable {
  public var share: BasisPoints
  /// The greatest size that still counts as small.
  public var upTo: Money

  public init(share: BasisPoints, upTo: Money) {
    self.share = share
    self.upTo = upTo
  }
}
