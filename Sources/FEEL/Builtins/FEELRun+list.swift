import ExactNumbers

/// Functions that make a list of a list, DMN 1.5 §10.3.4.4.
extension FEELRun {
  mutating func list(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    switch builtin {
    case .concatenate, .union: return joined(builtin, arguments)
    case .append:
      // Null is a list of nothing known only where a list was meant: it is refused.
      guard var items = items(builtin, arguments, 0) else { return .null }
      items += arguments.dropFirst()
      return bounded(items)
    default: break
    }
    guard let items = items(builtin, arguments, 0) else { return .null }
    guard spend(items.count) else { return .null }
    switch builtin {
    case .listContains:
      for item in items where equal(item, arguments[1]) == true { return .boolean(true) }
      return .boolean(false)
    case .reverse: return .list(items.reversed())
    case .indexOf:
      var places: [FEELValue] = []
      for (index, item) in items.enumerated() where equal(item, arguments[1]) == true {
        places.append(.number(Decimal128(index + 1)))
      }
      return .list(places)
    case .distinctValues: return distinct(items)
    case .flatten: return flattened(items)
    case .sublist: return sublist(items, arguments)
    case .insertBefore:
      guard let place = place(builtin, arguments, in: items) else { return .null }
      var result = items
      result.insert(arguments[2], at: place)
      return bounded(result)
    case .remove:
      guard let place = place(builtin, arguments, in: items) else { return .null }
      var result = items
      result.remove(at: place)
      return .list(result)
    case .listReplace: return replaced(items, arguments)
    default: return sorted(items, arguments)
    }
  }

  private mutating func bounded(_ items: [FEELValue]) -> FEELValue {
    guard items.count <= environment.limits.listLength, spend(items.count) else {
      return fail(.limit, "the list has more than \(environment.limits.listLength) items")
    }
    return .list(items)
  }

  /// The index that a one-based position, negative from the end, refers to.
  private mutating func place(
    _ builtin: Builtin, _ arguments: [FEELValue], in items: [FEELValue]
  ) -> Int? {
    guard let position = whole(builtin, arguments, 1) else { return nil }
    let place = position > 0 ? position - 1 : items.count + position
    guard position != 0, items.indices.contains(place) else {
      _ = fail(.outOfRange, "the list has \(items.count) items and none at \(position)")
      return nil
    }
    return place
  }

  private mutating func joined(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    var result: [FEELValue] = []
    for index in arguments.indices {
      guard let items = items(builtin, arguments, index) else { return .null }
      result += items
      guard result.count <= environment.limits.listLength else { return bounded(result) }
    }
    guard spend(result.count) else { return .null }
    return builtin == .union ? distinct(result) : .list(result)
  }

  private mutating func distinct(_ items: [FEELValue]) -> FEELValue {
    var result: [FEELValue] = []
    var seen: Set<FEELValue> = []
    // By their bytes: equal strings may hold different characters.
    var texts: Set<[UInt8]> = []
    for item in items {
      switch item {
      case .string(let text):
        if texts.insert(Array(text.utf8)).inserted { result.append(item) }
      case .number, .boolean, .null, .date, .yearMonthDuration, .dayTimeDuration:
        // Equal values of these kinds are the same value: the set alone decides.
        if seen.insert(item).inserted { result.append(item) }
      default:
        var isKnown = false
        for known in result {
          guard spend() else { return .null }
          if equal(known, item) == true {
            isKnown = true
            break
          }
        }
        if !isKnown { result.append(item) }
      }
    }
    return .list(result)
  }

  private mutating func flattened(_ items: [FEELValue]) -> FEELValue {
    var result: [FEELValue] = []
    func visit(_ items: [FEELValue], _ depth: Int, _ run: inout FEELRun) -> Bool {
      guard depth < Parser.deepest * 4, run.spend(items.count) else { return false }
      for item in items {
        if case .list(let inner) = item {
          guard visit(inner, depth + 1, &run) else { return false }
        } else {
          result.append(item)
        }
      }
      return result.count <= run.environment.limits.listLength
    }
    guard visit(items, 0, &self) else {
      return fail(.limit, "the lists are too long or nested too deep to be flattened")
    }
    return .list(result)
  }

  private mutating func sublist(_ items: [FEELValue], _ arguments: [FEELValue]) -> FEELValue {
    guard let start = place(.sublist, arguments, in: items) else { return .null }
    guard arguments.count == 3 else { return .list(Array(items[start...])) }
    guard let length = whole(.sublist, arguments, 2) else { return .null }
    guard length >= 0, length <= items.count - start else {
      return fail(
        .outOfRange, "the list has \(items.count) items: \(length) from there are not to be had")
    }
    return .list(Array(items[start..<start + length]))
  }

  private mutating func replaced(_ items: [FEELValue], _ arguments: [FEELValue]) -> FEELValue {
    var result = items
    guard case .function(let match) = single(arguments[1]) else {
      guard let place = place(.listReplace, arguments, in: items) else { return .null }
      result[place] = arguments[2]
      return .list(result)
    }
    for index in items.indices {
      switch call(match, [items[index], arguments[2]]) {
      case .boolean(true): result[index] = arguments[2]
      case .boolean(false): break
      default: return fail(.wrongType, "`match` gives a boolean for every item")
      }
    }
    return .list(result)
  }

  /// A stable merge sort, so that a function without a consistent order still ends.
  private mutating func sorted(_ items: [FEELValue], _ arguments: [FEELValue]) -> FEELValue {
    var precedes: FEELFunction?
    if arguments.count == 2 {
      guard case .function(let function) = single(arguments[1]) else {
        return wrongType(.sort, 1, arguments[1], "function")
      }
      precedes = function
    }
    var current = items
    var width = 1
    while width < current.count {
      var next: [FEELValue] = []
      next.reserveCapacity(current.count)
      for start in stride(from: 0, to: current.count, by: 2 * width) {
        let middle = Swift.min(start + width, current.count)
        let end = Swift.min(start + 2 * width, current.count)
        var (left, right) = (start, middle)
        while left < middle, right < end {
          guard let second = isBefore(current[right], current[left], precedes) else { return .null }
          if second {
            next.append(current[right])
            right += 1
          } else {
            next.append(current[left])
            left += 1
          }
        }
        next += current[left..<middle]
        next += current[right..<end]
      }
      current = next
      width *= 2
    }
    return .list(current)
  }

  private mutating func isBefore(
    _ a: FEELValue, _ b: FEELValue, _ precedes: FEELFunction?
  ) -> Bool? {
    guard spend() else { return nil }
    guard let precedes else {
      guard let order = FEELValue.order(a, b) else {
        _ = fail(.wrongType, "a \(a.kindName) and a \(b.kindName) have no order to sort by")
        return nil
      }
      return order < 0
    }
    guard case .boolean(let result) = call(precedes, [a, b]) else {
      _ = fail(.wrongType, "`precedes` gives a boolean for every two items")
      return nil
    }
    return result
  }
}
