import Diagnostics
import FEEL

/// What a draft's changes turn in a golden case: an expected value, or the article that decides it.
struct TurnedCase {
  var title: String
  var file: String
  var position: SourcePosition
  var note: LocalizedText
  /// What the line that begins so, at or below `position`, becomes.
  var lineStart: String
  var line: String

  init(_ outcome: CaseOutcome, _ difference: CaseOutcome.Difference) {
    title = outcome.title
    file = outcome.file
    position = difference.position
    let (name, was, now) = (difference.name, difference.expected, difference.actual)
    note = LocalizedText(
      nl: "Geval “\(outcome.title)”: \(name) wordt \(now) (was \(was))",
      en: "Case “\(outcome.title)”: \(name) becomes \(now) (was \(was))")
    lineStart = "|"
    line = "| \(name) | \(now) |"
  }

  init(_ outcome: CaseOutcome, articles: [String]) {
    title = outcome.title
    file = outcome.file
    position = outcome.position
    let now = articles.first
    note = LocalizedText(
      nl: "Geval “\(outcome.title)”: het artikel dat beslist wordt \(now ?? "geen")",
      en: "Case “\(outcome.title)”: the article that decides becomes \(now ?? "none")")
    lineStart = "Artikel:"
    line = now.map { "Artikel: \($0)" } ?? ""
  }

  var finding: Finding {
    .warning(
      "case-turned", note.en + ".", file: file, at: position,
      remedy: "Decide whether the law should ask for this; the draft expects the new value.")
  }

  /// Puts what came out into the case's text.
  func rewrite(_ files: inout [String: [UInt8]]) {
    guard let bytes = files[file] else { return }
    let newline = UInt8(ascii: "\n")
    var lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
    guard lines.indices.contains(position.line - 1) else { return }
    let start = Array(lineStart.utf8)
    guard let place = lines[(position.line - 1)...].firstIndex(where: { $0.starts(with: start) })
    else { return }
    lines[place] = Array(line.utf8)[...]
    files[file] = Array(lines.joined(separator: [newline]))
  }
}

extension SchemeDraft {
  /// What of a draft's cases comes out otherwise than they say; nothing when it cannot be loaded.
  func turnedCases(in files: [String: [UInt8]]) -> [TurnedCase] {
    let (scheme, _) = SchemeDefinition.load(files, checks: .structure)
    return (scheme?.versions ?? []).flatMap { rules in
      rules.runCases().flatMap { outcome in
        outcome.differences.map { TurnedCase(outcome, $0) }
          + (outcome.otherArticles.map { [TurnedCase(outcome, articles: $0)] } ?? [])
      }
    }
  }
}
