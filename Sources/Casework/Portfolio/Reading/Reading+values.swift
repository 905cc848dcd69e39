import Diagnostics
import ExactNumbers

/// Whether the text can be part of a record's id.
func isKey(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 80
    && text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
}

/// An amount in euros that is not negative, in the machine's form (1234567.89) or the Dutch one
/// (€ 1.234.567,89).
func readAmount(_ text: String, _ name: String, at position: SourcePosition?, log: PortfolioLog)
  -> Money?
{
  guard let amount = Money(dutchOrMachine: text) else {
    log.error(
      "wrong-amount", "\"\(text)\" is no amount in euros.", at: position,
      remedy: "Write \(name) as 1234567.89 or 1.234.567,89.")
    return nil
  }
  guard !amount.isNegative else {
    log.error(
      "negative-amount", "The amount \(amount) of \"\(name)\" is negative.", at: position,
      remedy: "Amounts of awards, years and ceilings are zero or more.")
    return nil
  }
  return amount
}

extension Money {
  /// Reads `1234567.89`, `1.234.567,89` or `€ 1.234.567`; nil for anything else.
  ///
  /// A point before exactly three digits parts thousands; before one or two digits it parts cents.
  init?(dutchOrMachine text: String) {
    var rest = text[...]
    if rest.hasPrefix("€") { rest = rest.dropFirst() }
    while rest.first == " " || rest.first == "\u{A0}" { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    let negative = rest.hasPrefix("-")
    let digits = negative ? rest.dropFirst() : rest
    let halves = digits.split(separator: ",", omittingEmptySubsequences: false)
    let groups = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    let inThousands =
      (1...3).contains(groups[0].utf8.count) && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    guard halves.count <= 2, groups.count == 1 || inThousands || halves.count == 1 else {
      return nil
    }
    let machine: String
    if halves.count == 2 {
      guard (1...2).contains(halves[1].utf8.count) else { return nil }
      machine = groups.joined() + "." + halves[1]
    } else {
      machine = inThousands ? groups.joined() : String(digits)
    }
    self.init(parsing: (negative ? "-" : "") + machine)
  }
}

/// What to write instead: the nearest of the known words, or all of them when they are few.
func advice(for word: String, among known: some Collection<String>) -> String {
  guard known.count <= 200 else { return "Check the spelling; \(known.count) are known." }
  let near = known.map { ($0, editDistance(word, $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
  if let near, near.1 <= max(1, word.utf8.count / 3) { return "Did you mean \"\(near.0)\"?" }
  let shown = known.sorted().prefix(20).joined(separator: ", ")
  return "Use one of: \(shown)\(known.count > 20 ? ", …" : "")."
}

/// The number of insertions, deletions and replacements between two words, the first 64 bytes of each.
private func editDistance(_ a: String, _ b: String) -> Int {
  let (left, right) = (Array(a.utf8.prefix(64)), Array(b.utf8.prefix(64)))
  var row = Array(0...right.count)
  for (i, byte) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let replaced = diagonal + (byte == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
