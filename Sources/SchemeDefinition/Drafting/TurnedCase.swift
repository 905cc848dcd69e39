import Diagnostics
import FEEL

/// An expected value of a golden case that a draft's changes turn into another.
struct TurnedCase {
  var title: String
  var file: String
  var difference: CaseOutcome.Difference

  var note: LocalizedText {
    LocalizedText(
      nl:
        "Geval “\(title)”: \(difference.name) wordt \(difference.actual) (was \(difference.expected))",
      en:
        "Case “\(title)”: \(difference.name) becomes \(difference.actual) (was \(difference.expected))"
    )
  }

  var finding: Finding {
    .warning(
      "case-turned",
      "\(title): \(difference.name) is now \(difference.actual), was \(difference.expected).",
      file: file, at: difference.position,
      remedy: "Decide whether the law should ask for this; the draft expects the new value.")
  }

  /// Puts the value that came out into the row of the case's table.
  func rewrite(_ files: inout [String: [UInt8]]) {
    guard let bytes = files[file] else { return }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let place = difference.position.line - 1
    guard lines.indices.contains(place) else { return }
    let row = "| \(difference.name) | \(difference.actual) |"
    lines[place] = Array(row.utf8)[...]
    files[file] = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}

extension SchemeDraft {
  /// The cases of a draft that come out otherwise than they say; none when it cannot be loaded.
  func turnedCases(in files: [String: [UInt8]]) -> [TurnedCase] {
    let (scheme, _) = SchemeDefinition.load(files, checks: .structure)
    return (scheme?.versions ?? []).flatMap { rules in
      rules.runCases().flatMap { outcome in
        outcome.differences.map {
          TurnedCase(title: outcome.title, file: outcome.file, difference: $0)
        }
      }
    }
  }
}
