import Diagnostics
import ExactNumbers

/// Reads a text and writes a program, in one pass: names become slots as they are met.
///
/// Recursive descent after the grammar of DMN 1.5 §10.3.1.2. Where the grammar is ambiguous the longest
/// known name wins, and operators group to the left.
struct Parser {
  /// A text that is not FEEL, and where it stops being so.
  struct Failure: Error {
    var place: Int
    var message: String
    var remedy: String?
  }

  /// What a name in the text may refer to, innermost last.
  enum ScopeEntry {
    case local(NameParts, slot: Int)
    /// Inside a filter: the entries of the item, and `item`.
    case filter(slot: Int)
  }

  var scanner: Scanner
  var code = Code()
  var scope: [ScopeEntry] = []
  var variables = NameIndex()
  var members = NameIndex()
  var types = NameIndex.builtInTypes
  let names: FEELNames
  var nextSlot: Int
  var usesQuestionMark = false
  var usesPartial = false
  /// Whether a `[` may be the open end of a range.
  var insideRange = false
  var nesting = 0
  /// Expressions begun, those of readings that were given up included.
  var effort = 0
  var unknownNames: [(name: String, place: Int)] = []

  static let deepest = 100
  static let longest = 200_000
  static let mostEntries = 1000
  static let mostEffort = 100_000

  init(_ text: String, names: FEELNames) {
    scanner = Scanner(text)
    self.names = names
    nextSlot = names.variables.count
    code.frameSize = nextSlot
    for (slot, name) in names.variables.enumerated() { variables.insert(name, slot: slot) }
    for name in names.members { members.insert(name, slot: nil) }
    for name in names.types.keys where FEELType.named[name] == nil {
      types.insert(name, slot: nil)
    }
  }

  mutating func newSlot() -> Int {
    nextSlot += 1
    code.frameSize = max(code.frameSize, nextSlot)
    return nextSlot - 1
  }

  func failure(_ message: String, at place: Int? = nil, remedy: String? = nil) -> Failure {
    Failure(place: place ?? scanner.place, message: message, remedy: remedy)
  }

  mutating func require(_ symbol: StaticString, _ purpose: String) throws(Failure) {
    guard scanner.accept(symbol) else {
      throw failure("expected `\(symbol)` \(purpose), found \(found())")
    }
  }

  mutating func requireKeyword(_ word: StaticString, _ purpose: String) throws(Failure) {
    guard scanner.acceptKeyword(word) else {
      throw failure("expected `\(word)` \(purpose), found \(found())")
    }
  }

  /// What the writer of the character here may have meant, coming from other languages.
  func remedy() -> String? {
    switch scanner.byte() {
    case UInt8(ascii: "="): "equality is written with one `=`"
    case UInt8(ascii: "'"): "a text stands between double quotes"
    case UInt8(ascii: "&"): "write `and`"
    case UInt8(ascii: "|"): "write `or`"
    case UInt8(ascii: "!"): "write `not(…)`, or `!=` between two values"
    case UInt8(ascii: "%"): "write `modulo(dividend, divisor)`"
    case UInt8(ascii: "^"): "a power is written `**`"
    case UInt8(ascii: ";"): "arguments and items are separated by `,`"
    default: nil
    }
  }

  /// What stands here, for messages.
  func found() -> String {
    if scanner.isAtEnd { return "the end of the expression" }
    if let end = scanner.wordEnd(from: scanner.place) {
      return "`\(scanner.text(scanner.place..<end))`"
    }
    let width = scanner.scalar(at: scanner.place)?.width ?? 1
    return "`\(scanner.text(scanner.place..<min(scanner.place + width, scanner.bytes.count)))`"
  }

  /// Goes back to an earlier state to read the text in another way; the effort stays spent.
  mutating func goBack(to state: Parser) {
    let spent = effort
    self = state
    effort = spent
  }

  mutating func requireEnd() throws(Failure) {
    guard scanner.skipSpace() else { throw failure("the comment is not closed") }
    guard scanner.isAtEnd else {
      throw failure(
        "expected an operator or the end of the expression, found \(found())", remedy: remedy())
    }
  }

  /// A whole text as one expression.
  mutating func whole() throws(Failure) -> Int32 {
    let root = try expression()
    try requireEnd()
    return root
  }

  mutating func expression() throws(Failure) -> Int32 {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.deepest else {
      throw failure(
        "the expression is nested more than \(Self.deepest) deep",
        remedy: "give parts of it a name of their own")
    }
    effort += 1
    guard effort <= Self.mostEffort else {
      throw failure(
        "the expression is too large or can be read in too many ways",
        remedy: "give parts of it a name of their own")
    }
    scanner.skipSpace()
    if scanner.byte() == UInt8(ascii: "i"), scanner.peeksKeyword("if") { return try choice() }
    if scanner.byte() == UInt8(ascii: "f"), scanner.peeksKeyword("for") { return try iteration() }
    if scanner.byte() == UInt8(ascii: "s"), scanner.peeksKeyword("some") {
      return try quantification(.some, "some")
    }
    if scanner.byte() == UInt8(ascii: "e"), scanner.peeksKeyword("every") {
      return try quantification(.every, "every")
    }
    return try disjunction()
  }

  private mutating func disjunction() throws(Failure) -> Int32 {
    var left = try conjunction()
    while true {
      scanner.skipSpace()
      let place = scanner.place
      guard scanner.acceptKeyword("or") else { return left }
      let right = try conjunction()
      left = emit(.or, left, right, at: place)
    }
  }

  private mutating func conjunction() throws(Failure) -> Int32 {
    var left = try comparison()
    while true {
      scanner.skipSpace()
      let place = scanner.place
      guard scanner.acceptKeyword("and") else { return left }
      let right = try comparison()
      left = emit(.and, left, right, at: place)
    }
  }

  mutating func comparisonOperator() -> Node.Operation? {
    if scanner.accept("<=") { return .lessOrEqual }
    if scanner.accept(">=") { return .greaterOrEqual }
    if scanner.accept("!=") { return .notEqual }
    if scanner.accept("<") { return .less }
    if scanner.accept(">") { return .greater }
    if scanner.accept("=") { return .equal }
    return nil
  }

  private mutating func comparison() throws(Failure) -> Int32 {
    var left = try additive()
    while true {
      scanner.skipSpace()
      let place = scanner.place
      if let operation = comparisonOperator() {
        let right = try additive()
        left = emit(operation, left, right, at: place)
      } else if scanner.acceptKeyword("between") {
        let low = try additive()
        try requireKeyword("and", "between the two ends of `between`")
        let high = try additive()
        left = emit(.between, left, low, high, at: place)
      } else if scanner.acceptKeyword("in") {
        left = try containment(of: left, at: place)
      } else {
        return left
      }
    }
  }

  mutating func additive() throws(Failure) -> Int32 {
    var left = try multiplicative()
    while true {
      scanner.skipSpace()
      let place = scanner.place
      let operation: Node.Operation
      if scanner.accept("+") {
        operation = .add
      } else if scanner.byte() == UInt8(ascii: "-"), scanner.byte(1) != UInt8(ascii: ">"),
        scanner.accept("-")
      {
        operation = .subtract
      } else {
        return left
      }
      let right = try multiplicative()
      left = emit(operation, left, right, at: place)
    }
  }

  private mutating func multiplicative() throws(Failure) -> Int32 {
    var left = try exponentiation()
    while true {
      scanner.skipSpace()
      let place = scanner.place
      let operation: Node.Operation
      if scanner.byte() == UInt8(ascii: "*"), scanner.byte(1) != UInt8(ascii: "*"),
        scanner.accept("*")
      {
        operation = .multiply
      } else if scanner.accept("/") {
        operation = .divide
      } else {
        return left
      }
      let right = try exponentiation()
      left = emit(operation, left, right, at: place)
    }
  }

  private mutating func exponentiation() throws(Failure) -> Int32 {
    var left = try negation()
    while true {
      scanner.skipSpace()
      let place = scanner.place
      guard scanner.accept("**") else { return left }
      let right = try negation()
      left = emit(.power, left, right, at: place)
    }
  }

  private mutating func negation() throws(Failure) -> Int32 {
    scanner.skipSpace()
    let place = scanner.place
    var signs = 0
    while scanner.accept("-") { signs += 1 }
    var operand = try typeTest()
    for _ in 0..<min(signs, Self.deepest) { operand = emit(.negate, operand, at: place) }
    guard signs <= Self.deepest else { throw failure("too many signs in a row", at: place) }
    return operand
  }

  private mutating func typeTest() throws(Failure) -> Int32 {
    let operand = try postfix()
    scanner.skipSpace()
    let place = scanner.place
    guard scanner.acceptKeyword("instance") else { return operand }
    try requireKeyword("of", "after `instance`")
    let type = try typeReference()
    return code.append(
      Node(operation: .instanceOf, a: operand, b: code.type(type), place: Int32(place)))
  }
}
