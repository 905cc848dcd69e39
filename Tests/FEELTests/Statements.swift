/// What expressions are worth according to the specification, one to a line: `expression => value`.
struct Statements {
  struct Statement {
    var expression: String
    /// An expression that gives the value.
    var value: String
  }

  let all: [Statement]

  init(_ text: String) {
    all = text.split(separator: "\n").compactMap { line in
      guard let arrow = line.ranges(of: " => ").last else { return nil }
      return Statement(
        expression: String(line[..<arrow.lowerBound]), value: String(line[arrow.upperBound...]))
    }
  }
}
