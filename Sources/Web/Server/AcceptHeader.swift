/// `Accept` and `Accept-Language`: what the reader prefers, with weights (RFC 9110, 12.4 and 12.5).
struct AcceptHeader: Sendable {
  private var ranges: [(range: String, weight: Int)] = []
  private let isAbsent: Bool

  init(_ header: String?) {
    isAbsent = header == nil
    for part in (header ?? "").lowercased().split(separator: ",").prefix(40) {
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let range = pieces.first, !range.isEmpty else { continue }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map {
        Self.weight($0.dropFirst(2))
      }
      ranges.append((range, weight ?? 1000))
    }
  }

  /// Thousandths; a weight that cannot be read counts as none.
  private static func weight(_ text: Substring) -> Int {
    let halves = text.split(separator: ".", maxSplits: 1)
    guard let whole = halves.first.flatMap({ Int($0) }), (0...1).contains(whole) else { return 0 }
    let fraction = halves.count == 2 ? String(halves[1].prefix(3)) : ""
    let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
    return min(1000, whole * 1000 + (Int(padded) ?? 0))
  }

  /// The offer that is liked best, the earlier one on a tie; nil when none is acceptable.
  ///
  /// No header accepts everything.
  func preferred(_ offers: [String]) -> String? {
    if isAbsent || ranges.isEmpty { return offers.first }
    var best: (offer: String, weight: Int)?
    for offer in offers {
      let weight = weight(of: offer.lowercased())
      if weight > (best?.weight ?? 0) { best = (offer, weight) }
    }
    return best?.offer
  }

  /// The weight of the most exact range that fits.
  private func weight(of offer: String) -> Int {
    let plain = String(offer.prefix { $0 != ";" })
    let broad = plain.split(separator: "/").first.map { "\($0)/*" }
    for wanted in [plain, broad ?? plain, "*/*", "*"] {
      if let found = ranges.first(where: { $0.range == wanted || Self.language($0.range) == wanted }
      ) {
        return found.weight
      }
    }
    return 0
  }

  /// `en` of `en-GB`; nil for a media type.
  private static func language(_ range: String) -> String? {
    range.contains("/") ? nil : range.split(separator: "-").first.map(String.init)
  }
}
