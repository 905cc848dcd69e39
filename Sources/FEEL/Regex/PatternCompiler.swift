/// Turns the tree of a regular expression into instructions for the matcher.
struct PatternCompiler {
  private var code: [Pattern.Instruction] = []
  private var registers = 0
  private var work = 0

  static let longest = 50_000

  static func compile(_ text: String, flags: Pattern.Flags) throws(PatternParser.Failure) -> Pattern
  {
    var compiler = PatternCompiler()
    var groups = 0
    if flags.isLiteral {
      for scalar in text.unicodeScalars { compiler.code.append(.character(scalar)) }
    } else {
      var parser = PatternParser(text, flags: flags)
      let (tree, count) = try parser.parse()
      groups = count
      compiler.code.append(.save(0))
      try compiler.append(tree)
      compiler.code.append(.save(1))
    }
    if flags.isLiteral {
      compiler.code.insert(.save(0), at: 0)
      compiler.code.append(.save(1))
    }
    compiler.code.append(.match)
    return Pattern(
      code: compiler.code, flags: flags, groups: groups, registers: compiler.registers)
  }

  private mutating func append(_ node: PatternNode) throws(PatternParser.Failure) {
    work += 1
    guard code.count <= Self.longest, work <= 4 * Self.longest else {
      throw PatternParser.Failure(message: "the expression is too large")
    }
    switch node {
    case .empty: break
    case .character(let scalar): code.append(.character(scalar))
    case .any: code.append(.any)
    case .set(let set): code.append(.set(set))
    case .reference(let group): code.append(.reference(group))
    case .lineStart: code.append(.lineStart)
    case .lineEnd: code.append(.lineEnd)
    case .sequence(let nodes): for each in nodes { try append(each) }
    case .group(let number, let inner):
      code.append(.save(2 * number))
      try append(inner)
      code.append(.save(2 * number + 1))
    case .alternatives(let branches): try append(alternatives: branches)
    case .repeated(let inner, let least, let most, let greedy):
      for _ in 0..<least { try append(inner) }
      if let most {
        try append(optional: inner, times: most - least, greedy: greedy)
      } else {
        try append(loop: inner, greedy: greedy)
      }
    }
  }

  private mutating func append(
    alternatives branches: [PatternNode]
  ) throws(PatternParser.Failure) {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try append(branch)
        break
      }
      let split = code.count
      code.append(.jump(0))
      try append(branch)
      jumps.append(code.count)
      code.append(.jump(0))
      code[split] = .split(split + 1, code.count)
    }
    for jump in jumps { code[jump] = .jump(code.count) }
  }

  private mutating func append(
    optional node: PatternNode, times: Int, greedy: Bool
  ) throws(PatternParser.Failure) {
    var splits: [Int] = []
    for _ in 0..<times {
      splits.append(code.count)
      code.append(.jump(0))
      try append(node)
    }
    for split in splits {
      code[split] = greedy ? .split(split + 1, code.count) : .split(code.count, split + 1)
    }
  }

  private mutating func append(
    loop node: PatternNode, greedy: Bool
  ) throws(PatternParser.Failure) {
    let register = registers
    registers += 1
    let split = code.count
    code.append(.jump(0))
    code.append(.enter(register))
    try append(node)
    code.append(.progress(register))
    code.append(.jump(split))
    code[split] = greedy ? .split(split + 1, code.count) : .split(code.count, split + 1)
  }
}
