/// The line of a text that a finding speaks of, with a caret under the place.
///
/// Returns nil when the text has no such line. Tabs are shown as one space so that the caret stands right.
public func caretExcerpt(of text: String, at position: SourcePosition, margin: String = "    ")
  -> String?
{
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard position.line >= 1, position.line <= lines.count else { return nil }
  let line = String(lines[position.line - 1].map { $0 == "\t" ? " " : $0 })
  let caret = String(repeating: " ", count: max(0, position.column - 1)) + "^"
  return "\(margin)\(line)\n\(margin)\(caret)"
}
