import Allocation
import Diagnostics

/// A named difference on the baseline.
public struct Scenario: Hashable, Sendable {
  public struct Change: Hashable, Sendable {
    public var lever: String
    public var value: LeverValue

    public init(_ lever: String, _ value: LeverValue) {
      self.lever = lever
      self.value = value
    }
  }

  public var id: String
  public var title: Bilingual
  /// Why somebody would want it, and what to look out for.
  public var note: Bilingual
  public var changes: [Change]

  public init(id: String, title: Bilingual, note: Bilingual, changes: [Change]) {
    self.id = id
    self.title = title
    self.note = note
    self.changes = changes
  }

  /// The present scheme unchanged.
  public static let baseline = Scenario(
    id: "baseline", title: Bilingual(nl: "huidige regeling", en: "present scheme"),
    note: Bilingual(nl: "", en: ""), changes: [])

  /// The baseline with the changes made.
  ///
  /// Throws a finding for each lever that does not exist and one for rules that contradict each other.
  public func design(on baseline: SchemeDesign) throws(FindingsError) -> SchemeDesign {
    var design = baseline
    var findings: [Finding] = []
    for change in changes {
      if let lever = Lever.named(change.lever) {
        lever.set(change.value, in: &design)
      } else {
        findings.append(Self.unknown(lever: change.lever))
      }
    }
    do throws(SelectionError) {
      _ = try design.selectionRules()
    } catch {
      findings.append(
        .error(
          "scenario-contradiction", "Scenario \(id) cannot be: \(error)",
          remedy: "Change one of the levers that contradict each other."))
    }
    guard findings.isEmpty else { throw FindingsError(findings) }
    return design
  }

  /// The finding for a lever that there is not, with the nearest that there is.
  public static func unknown(
    lever: String, file: String? = nil, at position: SourcePosition? = nil
  ) -> Finding {
    if let refused = Lever.refused.first(where: { $0.id == lever }) {
      return .error(
        "lever-refused", "“\(lever)” is not modelled: \(refused.reason.english).", file: file,
        at: position, remedy: "Leave it out, and say in the note that it is not in the figures.")
    }
    let near = Spelling.nearest(to: lever, among: Lever.all.map(\.id))
    return .error(
      "unknown-lever", "There is no lever “\(lever)”.", file: file, at: position,
      remedy: near.map { "Write “\($0)”." } ?? "List the levers and take one of them.")
  }
}
