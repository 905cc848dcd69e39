import Diagnostics

/// The findings of one load, gathered over all files so that an author sees them together.
final class FindingLog {
  private(set) var findings: [Finding] = []

  /// What helps with faults of syntax, where the engines that find them say nothing more.
  private static let usualRemedies = [
    "feel-syntax": "Complete or remove what stands just before this place.",
    "xml-not-well-formed":
      "Close each element in the order of opening; check quotes, and write &lt; and &amp;.",
  ]

  func note(_ finding: Finding) {
    var finding = finding
    if finding.remedy == nil { finding.remedy = Self.usualRemedies[finding.code] }
    findings.append(finding)
  }

  func note(_ more: some Sequence<Finding>) { for finding in more { note(finding) } }

  func error(
    _ code: String, _ message: String, in file: String?, at position: SourcePosition? = nil,
    remedy: String? = nil
  ) {
    findings.append(.error(code, message, file: file, at: position, remedy: remedy))
  }

  func warning(
    _ code: String, _ message: String, in file: String?, at position: SourcePosition? = nil,
    remedy: String? = nil
  ) {
    findings.append(.warning(code, message, file: file, at: position, remedy: remedy))
  }
}
