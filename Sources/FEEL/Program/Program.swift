import Diagnostics

/// One step of a compiled expression: an operation and up to three operands, without references, so that
/// running it touches no reference counts but those of the values.
struct Node: Sendable {
  enum Operation: UInt8, Sendable {
    /// `a`: index of a constant.
    case constant
    /// `a`: slot.
    case slot
    /// `a`: name that nothing declares.
    case unknownName
    /// `a`: name, `b`: slot of the filtered item, `c`: node that gives the value when the item has no such entry.
    case filterName
    case add, subtract, multiply, divide, power, negate
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case and, or
    /// `a`: condition, `b`: then, `c`: else.
    case choose
    /// `a`: value, `b`: low, `c`: high.
    case between
    /// `a`: value, `b`: extra [slot of `?`, tests…], `c`: number of tests.
    case contained
    /// Tests with one operand `a`; as values they are ranges.
    case testLess, testLessOrEqual, testGreater, testGreaterOrEqual, testEqual, testNotEqual
    /// `a`: an expression that uses `?`: passes when true.
    case testHolds
    /// `a`: an expression in a decision table's cell that does not use `?`.
    case testCell
    /// `b`: extra, `c`: count.
    case list
    /// `a`: first slot, `b`: extra [name, node]…, `c`: count of entries.
    case context
    /// `a`: list, `b`: condition, `c`: slot of the item.
    case filter
    /// `a`: value, `b`: name.
    case path
    /// `a`: callee, `b`: extra, `c`: number of arguments.
    case call
    /// `a`: built-in, `b`: extra, `c`: number of arguments.
    case callBuiltin
    /// `a`: callee, `b`: extra [name, node]…, `c`: number of arguments.
    case callNamed
    /// `a`: body, `b`: extra [partial slot or -1, (slot, domain, end or -1)…], `c`: number of iterators.
    case iterate
    /// `a`: condition, `b`: extra as for `iterate`, `c`: number of iterators.
    case some, every
    /// `a`: body, or -1 for an external function; `b`: extra [first slot, (name, type)…], `c`: number of parameters.
    case function
    /// `a`: value, `b`: type.
    case instanceOf
    /// `a`: start, `b`: end, `c`: 1 for start included + 2 for end included.
    case range
  }

  var operation: Operation
  var a: Int32 = -1
  var b: Int32 = -1
  var c: Int32 = -1
  /// Offset in the text, in bytes of UTF-8.
  var place: Int32
}

/// A compiled text: nodes that refer to each other by index.
final class Program: Sendable {
  let nodes: [Node]
  let extra: [Int32]
  let constants: [FEELValue]
  let names: [String]
  let types: [FEELType]
  let variableCount: Int
  let frameSize: Int
  let source: Source

  init(_ code: Code, variableCount: Int, source: Source) {
    nodes = code.nodes
    extra = code.extra
    constants = code.constants
    names = code.names
    types = code.types
    self.variableCount = variableCount
    frameSize = code.frameSize
    self.source = source
  }

  /// The text that was compiled and where it stands in a file.
  struct Source: Sendable {
    var text: String
    var file: String?
    var origin: SourcePosition?

    func position(_ offset: Int) -> SourcePosition {
      var line = 1
      var column = 1
      for byte in text.utf8.prefix(offset) {
        if byte == 0x0A {
          line += 1
          column = 1
        } else if byte & 0xC0 != 0x80 {
          column += 1
        }
      }
      let place = SourcePosition(line: line, column: column)
      return origin.map { place.shifted(by: $0) } ?? place
    }
  }
}

/// A program being written.
struct Code {
  var nodes: [Node] = []
  var extra: [Int32] = []
  var constants: [FEELValue] = []
  var names: [String] = []
  var types: [FEELType] = []
  var frameSize = 0
  private var nameIndex: [String: Int32] = [:]

  mutating func name(_ text: String) -> Int32 {
    if let known = nameIndex[text] { return known }
    names.append(text)
    let index = Int32(names.count - 1)
    nameIndex[text] = index
    return index
  }

  mutating func append(_ node: Node) -> Int32 {
    nodes.append(node)
    return Int32(nodes.count - 1)
  }

  mutating func append(_ values: [Int32]) -> Int32 {
    extra.append(contentsOf: values)
    return Int32(extra.count - values.count)
  }

  mutating func type(_ type: FEELType) -> Int32 {
    types.append(type)
    return Int32(types.count - 1)
  }

  mutating func constant(_ value: FEELValue, at place: Int) -> Int32 {
    constants.append(value)
    return append(Node(operation: .constant, a: Int32(constants.count - 1), place: Int32(place)))
  }

  func constant(_ node: Int32) -> FEELValue? {
    let node = nodes[Int(node)]
    return node.operation == .constant ? constants[Int(node.a)] : nil
  }
}
