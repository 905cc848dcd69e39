/// A place in a text file.
///
/// `line` and `column` count from 1; `column` counts Unicode scalars, as editors do for the texts
/// that we read.
public struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }

  /// Where a fragment's position stands in the file that holds the fragment.
  ///
  /// A fragment is a text inside a larger one, such as an expression in an attribute; `origin` is the
  /// position of its first character.
  public func shifted(by origin: SourcePosition) -> SourcePosition {
    line == 1
      ? SourcePosition(line: origin.line, column: origin.column + column - 1)
      : SourcePosition(line: origin.line + line - 1, column: column)
  }

  public var description: String { "\(line):\(column)" }
}
