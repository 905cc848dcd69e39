import ExactNumbers

/// Functions that make one value of a list, given as a list or as the arguments themselves.
extension FEELRun {
  mutating func aggregate(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    let items: [FEELValue]
    switch arguments.count == 1 ? arguments[0] : .list(arguments) {
    case .list(let list): items = list
    case .null: return wrongType(builtin, 0, .null, "list")
    case let value: items = [value]
    }
    guard spend(items.count) else { return .null }
    switch builtin {
    case .count: return .number(Decimal128(items.count))
    case .all: return quantified(builtin, items, decisive: false)
    case .any: return quantified(builtin, items, decisive: true)
    case .min, .max: return extreme(builtin, items)
    default: break
    }
    var numbers: [Decimal128] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      guard case .number(let number) = item else {
        return wrongType(builtin, 0, item, "list of numbers")
      }
      numbers.append(number)
    }
    if builtin == .mode { return mode(numbers) }
    if numbers.isEmpty {
      if builtin == .median { return .null }
      return fail(.invalidValue, "`\(builtin.name)` of an empty list is nothing")
    }
    switch builtin {
    case .sum: return result(Self.fold(numbers) { $0 + $1 })
    case .product: return result(Self.fold(numbers) { $0 * $1 })
    case .mean: return result(Self.mean(numbers))
    case .median: return result(Self.median(numbers))
    default:
      guard numbers.count > 1 else {
        return fail(.invalidValue, "a standard deviation takes two numbers or more")
      }
      return result(Self.deviation(numbers))
    }
  }

  private mutating func quantified(
    _ builtin: Builtin, _ items: [FEELValue], decisive: Bool
  ) -> FEELValue {
    var stranger: FEELValue?
    for item in items {
      switch item {
      case .boolean(decisive): return .boolean(decisive)
      case .boolean: continue
      default: stranger = stranger.map { $0.isNull ? item : $0 } ?? item
      }
    }
    switch stranger {
    case nil: return .boolean(!decisive)
    case .null?: return .null
    case let value?: return wrongType(builtin, 0, value, "list of booleans")
    }
  }

  private mutating func extreme(_ builtin: Builtin, _ items: [FEELValue]) -> FEELValue {
    guard var best = items.first else {
      return fail(.invalidValue, "`\(builtin.name)` of an empty list is nothing")
    }
    guard FEELValue.order(best, best) != nil else {
      return wrongType(builtin, 0, best, "list of ordered values")
    }
    for item in items.dropFirst() {
      guard let order = FEELValue.order(item, best) else {
        return fail(
          .wrongType, "`\(builtin.name)` cannot compare a \(item.kindName) and a \(best.kindName)")
      }
      if builtin == .min ? order < 0 : order > 0 { best = item }
    }
    return best
  }

  private static func fold(
    _ numbers: [Decimal128], _ combine: (Decimal128, Decimal128) -> Decimal128?
  ) -> Decimal128? {
    var total = numbers[0]
    for number in numbers.dropFirst() {
      guard let next = combine(total, number) else { return nil }
      total = next
    }
    return total
  }

  private static func mean(_ numbers: [Decimal128]) -> Decimal128? {
    fold(numbers) { $0 + $1 }?.divided(by: Decimal128(numbers.count))
  }

  private static func median(_ numbers: [Decimal128]) -> Decimal128? {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle])?.divided(by: Decimal128(2))
  }

  /// Of a sample: the squares are divided by one less than their number.
  private static func deviation(_ numbers: [Decimal128]) -> Decimal128? {
    guard let mean = mean(numbers) else { return nil }
    var sum = Decimal128(0)
    for number in numbers {
      guard let difference = number - mean, let square = difference * difference,
        let next = sum + square
      else { return nil }
      sum = next
    }
    return sum.divided(by: Decimal128(numbers.count - 1))?.squareRoot()
  }

  /// The most frequent numbers, ascending.
  private func mode(_ numbers: [Decimal128]) -> FEELValue {
    var counts: [Decimal128: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
  }
}
