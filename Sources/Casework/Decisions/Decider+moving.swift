import LegalCalendar
import SchemeDefinition
import Statechart

extension Decider {
  /// Moves a case to the rules that govern it today: of an award with every case of it, the scheme's own and a
  /// partnership's by itself.
  ///
  /// Nothing happens when it stands under them already, or under rules that the scheme no longer holds:
  /// those are moved when the scheme is activated. Throws a `Refusal` when a case has nowhere to go.
  ///
  /// - Returns: the rule sets between which they moved, if they did.
  @discardableResult
  public mutating func moveToGoverningRules(_ subject: Subject, _ key: String) throws(Refusal)
    -> (from: RuleSet, to: RuleSet)?
  {
    guard let present = state.ruleSet(of: subject, key) else {
      if subject.isOwn { pin(subject, key, to: try scheme.ownRules(on: today)) }
      return nil
    }
    let rules = try governingRules(of: subject, key)
    guard rules.hash != present, let old = scheme.versions.first(where: { $0.hash == present })
    else { return nil }
    if let award = state.award(of: subject, key) {
      try moveCases(of: award.id, from: old)
    } else {
      try moveOwnCase(subject, key, from: old)
    }
    return (old, rules)
  }

  /// Moves an award and its cases from the rules that they stand under to those that govern them today.
  ///
  /// Where a state or timer goes is what the mapping files between the two versions say; cases of a chart
  /// that did not change stay as they are. Throws a `Refusal` when a case has nowhere to go.
  public mutating func moveCases(of award: String, from old: RuleSet) throws(Refusal) {
    let rules = try governingRules(of: .award, award)
    guard rules.hash != old.hash else { return }
    let path = scheme.mappings(from: old, to: rules)
    for subject in Subject.allCases {
      for key in state.keys(of: subject) where state.award(of: subject, key)?.id == award {
        try moveCase(subject, key, from: old, to: rules, along: path)
      }
    }
    edit(Award.self, award) { $0.ruleSet = rules.hash }
  }

  /// Moves the scheme's own case or a partnership's from the rules that it stood under.
  ///
  /// Throws a `Refusal` when it has nowhere to go.
  public mutating func moveOwnCase(_ subject: Subject, _ key: String, from old: RuleSet)
    throws(Refusal)
  {
    let rules = try scheme.ownRules(on: today)
    if rules.hash != old.hash {
      try moveCase(subject, key, from: old, to: rules, along: scheme.mappings(from: old, to: rules))
    }
    pin(subject, key, to: rules)
  }

  /// Says under which rules a case that belongs to no award stands.
  private mutating func pin(_ subject: Subject, _ key: String, to rules: RuleSet) {
    switch subject {
    case .scheme: edit(SchemeRecord.self, key) { $0.ruleSet = rules.hash }
    case .partnership: edit(Alliance.self, key) { $0.ruleSet = rules.hash }
    default: break
    }
  }

  private mutating func moveCase(
    _ subject: Subject, _ key: String, from old: RuleSet, to new: RuleSet,
    along path: [(rules: RuleSet, mapping: StateMapping?)]
  ) throws(Refusal) {
    guard var position = state.position(of: subject, key) else { return }
    let before = position
    var current = old
    let name = name(of: subject, key)
    for step in path {
      let mapping = step.mapping?.chart(subject.lifecycle) ?? ChartMapping()
      defer { current = step.rules }
      if current.editions[subject.lifecycle]?.hash == step.rules.editions[subject.lifecycle]?.hash,
        mapping == ChartMapping()
      {
        continue
      }
      guard current.lifecycles[subject.lifecycle] != nil else { continue }
      position = try lifecycle(of: subject, key, under: current)
        .move(position, by: mapping, to: lifecycle(of: subject, key, under: step.rules), of: name)
    }
    if position != before { put(position, of: subject, key, replacing: before) }
  }
}

extension SchemeDefinition {
  /// The versions that cases pass on their way from one rule set to another, each with the mapping that
  /// leads to it; one step without a mapping when no mapping leads there.
  func mappings(from old: RuleSet, to new: RuleSet) -> [(rules: RuleSet, mapping: StateMapping?)] {
    var label = old.label
    var path: [(rules: RuleSet, mapping: StateMapping?)] = []
    if let present = versions.first(where: { $0.label == label }), present.hash != old.hash {
      // The same version, edited since.
      path.append((present, nil))
    }
    for version in versions where version.label != label {
      guard label != new.label, case .moved(let mapping, _) = version.runningCases,
        mapping.from == label
      else { continue }
      path.append((version, mapping))
      label = version.label
    }
    return label == new.label ? path : [(new, nil)]
  }
}
