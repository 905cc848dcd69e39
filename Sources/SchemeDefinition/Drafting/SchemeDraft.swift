import Diagnostics
import FEEL
import LegalCalendar

/// The scheme to come, made from a rule set of the present one and the changes of a chosen scenario.
///
/// A draft is a folder of files like any other scheme: it is loaded, checked and edited the same way.
/// Nothing in it counts as a fact, so every parameter is marked illustrative.
public struct SchemeDraft: Sendable {
  /// One parameter that gets another value.
  public struct Change: Hashable, Sendable {
    /// A parameter's own name; one that the base does not have is added.
    public var name: String
    /// The lever that changes it; the base's parameter of that lever is meant, whatever its name.
    public var lever: String?
    public var value: FEELValue
    public var title: LocalizedText
    /// The article, regulation or decision where the change belongs.
    public var legalHome: String

    public init(
      name: String, lever: String? = nil, value: FEELValue, title: LocalizedText, legalHome: String
    ) {
      self.name = name
      self.lever = lever
      self.value = value
      self.title = title
      self.legalHome = legalHome
    }
  }

  public var id: String
  public var title: LocalizedText
  public var validFrom: CivilDate
  /// The first day on which the new scheme is no more; nil while open.
  public var lapses: CivilDate?
  /// Why the draft is as it is, such as the scenario's title and the fingerprint of its comparison.
  public var note: LocalizedText
  public var changes: [Change]
  /// Decision models that the changes need, by path such as `decisions/selectie.dmn`.
  public var models: [String: [UInt8]]

  public init(
    id: String, title: LocalizedText, validFrom: CivilDate, lapses: CivilDate? = nil,
    note: LocalizedText, changes: [Change], models: [String: [UInt8]] = [:]
  ) {
    self.id = id
    self.title = title
    self.validFrom = validFrom
    self.lapses = lapses
    self.note = note
    self.changes = changes
    self.models = models
  }

  /// The files of the draft and what a check of them finds.
  ///
  /// A golden case that comes out otherwise under the changes gets what comes out as its expected value,
  /// and a warning that names the case, the old value and the new: that list is what the author has to
  /// decide anew. It stands in the draft's own change note as well. All other files of the base are taken
  /// over byte for byte, but for decisions that `models` replaces.
  public func files(basedOn base: RuleSet) -> (files: [String: [UInt8]], findings: [Finding]) {
    let label = validFrom.description
    var files: [String: [UInt8]] = [:]
    for (path, bytes) in base.files where path != SchemeFile.usualMapping {
      files["\(label)/\(path)"] = bytes
    }
    files["\(label)/parameters.yaml"] = Array(parametersText(base).utf8)
    let misplaced = place(models, in: &files, label: label)
    files[SchemeFile.path] = Array(schemeText(base, label: label, cases: []).utf8)
    let turned = turnedCases(in: files)
    for one in turned { one.rewrite(&files) }
    files[SchemeFile.path] = Array(schemeText(base, label: label, cases: turned).utf8)
    let findings = misplaced + SchemeDefinition.load(files).findings
    return (files, findings + turned.map(\.finding))
  }

  /// The parameters that differ: the base's value and the draft's.
  public func differences(from base: RuleSet) -> [(name: String, was: FEELValue?, value: FEELValue)]
  {
    changes.compactMap { change in
      let name = parameter(of: change, in: base)
      let was = base.parameters[name]?.values.last?.value
      return was == change.value ? nil : (name, was, change.value)
    }
  }

  /// The name of the parameter that a change is about: the base's of its lever, else the change's own.
  public func parameter(of change: Change, in base: RuleSet) -> String {
    let lever = change.lever ?? change.name
    return base.parameters.values.filter { $0.lever == lever }.map(\.name).min() ?? change.name
  }
}
