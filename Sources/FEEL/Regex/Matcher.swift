/// Finds a pattern in a text by backtracking, within a number of steps.
struct Matcher {
  /// The search was given up: it took too many steps.
  struct Exhausted: Error {}

  private enum Choice {
    case branch(instruction: Int, place: Int)
    case slot(Int, Int)
    case register(Int, Int)
  }

  let pattern: Pattern
  let text: [Unicode.Scalar]
  var steps: Int
  private var slots: [Int]
  private var registers: [Int]
  private var choices: [Choice] = []

  init(_ pattern: Pattern, _ text: String, steps: Int) {
    self.pattern = pattern
    self.text = Array(text.unicodeScalars)
    self.steps = steps
    slots = Array(repeating: -1, count: 2 * (pattern.groups + 1))
    registers = Array(repeating: -1, count: pattern.registers)
  }

  /// The first match at or after a place: start and end of the whole and of each group, -1 where a group took
  /// no part.
  mutating func first(from start: Int) throws(Exhausted) -> [Int]? {
    var place = start
    while place <= text.count {
      if try match(at: place) { return slots }
      place += 1
    }
    return nil
  }

  private mutating func match(at start: Int) throws(Exhausted) -> Bool {
    steps -= (slots.count + registers.count) / 16
    for index in slots.indices { slots[index] = -1 }
    for index in registers.indices { registers[index] = -1 }
    choices.removeAll(keepingCapacity: true)
    var instruction = 0
    var place = start
    while true {
      steps -= 1
      guard steps > 0, choices.count < 4_000_000 else { throw Exhausted() }
      var failed = false
      switch pattern.code[instruction] {
      case .match: return true
      case .character(let wanted):
        if place < text.count, isSame(text[place], wanted) {
          place += 1
        } else {
          failed = true
        }
      case .any:
        if place < text.count, pattern.flags.dotAll || !isNewline(text[place]) {
          place += 1
        } else {
          failed = true
        }
      case .set(let set):
        if place < text.count,
          set.contains(text[place], ignoringCase: pattern.flags.ignoresCase)
        {
          place += 1
        } else {
          failed = true
        }
      case .split(let first, let second):
        choices.append(.branch(instruction: second, place: place))
        instruction = first
        continue
      case .jump(let target):
        instruction = target
        continue
      case .save(let slot):
        choices.append(.slot(slot, slots[slot]))
        slots[slot] = place
      case .reference(let group):
        if let end = endOfReference(group, at: place) {
          steps -= end - place
          place = end
        } else {
          failed = true
        }
      case .lineStart: failed = !isLineStart(place)
      case .lineEnd: failed = !isLineEnd(place)
      case .enter(let register):
        choices.append(.register(register, registers[register]))
        registers[register] = place
      case .progress(let register): failed = registers[register] == place
      }
      if failed {
        guard let (target, back) = backtrack() else { return false }
        (instruction, place) = (target, back)
      } else {
        instruction += 1
      }
    }
  }

  private mutating func backtrack() -> (Int, Int)? {
    while let choice = choices.popLast() {
      switch choice {
      case .branch(let instruction, let place): return (instruction, place)
      case .slot(let slot, let value): slots[slot] = value
      case .register(let register, let value): registers[register] = value
      }
    }
    return nil
  }

  private func isSame(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    a == b || (pattern.flags.ignoresCase && CaseVariants.same(a, b))
  }

  private func isNewline(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  private func isLineStart(_ place: Int) -> Bool {
    if place == 0 { return true }
    return pattern.flags.multiline && place < text.count && text[place - 1] == "\n"
  }

  private func isLineEnd(_ place: Int) -> Bool {
    if place == text.count { return true }
    return pattern.flags.multiline && text[place] == "\n"
  }

  /// A group that took no part matches nothing, which is found everywhere.
  private func endOfReference(_ group: Int, at place: Int) -> Int? {
    let (start, end) = (slots[2 * group], slots[2 * group + 1])
    guard start >= 0, end >= start else { return place }
    guard place + end - start <= text.count else { return nil }
    for offset in 0..<(end - start) where !isSame(text[start + offset], text[place + offset]) {
      return nil
    }
    return place + end - start
  }
}
