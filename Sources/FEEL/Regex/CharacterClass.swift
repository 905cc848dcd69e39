/// A set of characters as regular expressions write one: ranges, categories and blocks, one set less another.
struct CharacterClass: Sendable {
  indirect enum Part: Sendable {
    case range(ClosedRange<UInt32>)
    /// `\d`, `\s`, `\w`, `\i`, `\c` and their opposites in capitals.
    case shorthand(UInt8)
    case category(String, negated: Bool)
    case block(ClosedRange<UInt32>, negated: Bool)
    case less(CharacterClass)
  }

  var parts: [Part] = []
  var isNegated = false

  /// Case is a matter of the characters and ranges: a category means what it says.
  func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
    let variants = ignoringCase ? [scalar] + CaseVariants.of(scalar) : [scalar]
    var found = false
    for part in parts {
      switch part {
      case .less(let other):
        if other.contains(scalar, ignoringCase: ignoringCase) { return false }
      case .range(let range):
        if !found { found = variants.contains { range.contains($0.value) } }
      default:
        if !found { found = Self.matches(part, scalar) }
      }
    }
    return found != isNegated
  }

  private static func matches(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .range(let range): return range.contains(scalar.value)
    case .shorthand(let letter):
      if (0x41...0x5A).contains(letter) { return !shorthand(letter | 0x20, scalar) }
      return shorthand(letter, scalar)
    case .category(let name, let negated): return UnicodeSets.category(name, scalar) != negated
    case .block(let range, let negated): return range.contains(scalar.value) != negated
    case .less: return false
    }
  }

  private static func shorthand(_ letter: UInt8, _ scalar: Unicode.Scalar) -> Bool {
    switch letter {
    case UInt8(ascii: "d"): return UnicodeSets.category("Nd", scalar)
    case UInt8(ascii: "s"): return [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value)
    case UInt8(ascii: "w"):
      return !["P", "Z", "C"].contains { UnicodeSets.category($0, scalar) }
    case UInt8(ascii: "i"):
      return scalar == ":" || NameScalars.isStart(scalar.value)
    default:
      return scalar == ":" || scalar == "-" || scalar == "." || NameScalars.isPart(scalar.value)
    }
  }
}

/// Letters that differ in case alone; three of them may belong together, such as `k`, `K` and the sign for kelvin.
enum CaseVariants {
  /// The other letters of the scalar's set.
  static func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var set = [scalar]
    for variant in mappings(scalar) where !set.contains(variant) { set.append(variant) }
    for variant in set.dropFirst() {
      for further in mappings(variant) where !set.contains(further) { set.append(further) }
    }
    return Array(set.dropFirst())
  }

  static func same(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    if a == b { return true }
    let (left, right) = (of(a), of(b))
    return left.contains(b) || right.contains(a) || left.contains { right.contains($0) }
  }

  private static func mappings(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    return [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { mapping in
      let scalars = mapping.unicodeScalars
      return scalars.count == 1 ? scalars.first : nil
    }
  }
}
