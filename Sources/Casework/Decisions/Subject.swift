/// What has a lifecycle, and where its state is kept.
public enum Subject: String, Hashable, Sendable, CaseIterable {
  case scheme, partnership, award, period, report, payment, objection, permission

  /// The name of its statechart among the scheme's lifecycles.
  public var lifecycle: String { rawValue }

  /// Whether its cases belong to no award and stand under the scheme's own rules.
  public var isOwn: Bool { self == .scheme || self == .partnership }

  /// The id of the instance of a case of this kind.
  public func instance(_ key: String) -> String { "\(rawValue)/\(key)" }

  /// The kind and key of the case that an instance belongs to.
  public static func named(by instance: String) -> (subject: Subject, key: String)? {
    guard let slash = instance.firstIndex(of: "/"),
      let subject = Subject(rawValue: String(instance[..<slash]))
    else { return nil }
    return (subject, String(instance[instance.index(after: slash)...]))
  }
}

extension SchemeState {
  /// The subject's present state, or nil when there is no such record.
  public func lifecycleState(of subject: Subject, _ key: String) -> String? {
    switch subject {
    case .scheme: schemes[key]?.state
    case .partnership: alliances[key]?.state
    case .award: awards[key]?.state
    case .period: periods[key]?.state
    case .report: reports[key]?.state
    case .payment: payments[key]?.state
    case .objection: objections[key]?.state
    case .permission: permissions[key]?.state
    }
  }

  /// The award that a subject belongs to; nil for the scheme and for partnerships.
  public func award(of subject: Subject, _ key: String) -> Award? {
    let award: String? =
      switch subject {
      case .scheme, .partnership: nil
      case .award: key
      case .period: periods[key]?.award
      case .report: reports[key]?.award
      case .payment: payments[key]?.award
      case .objection: objections[key]?.award
      case .permission: permissions[key]?.award
      }
    return award.flatMap { awards[$0] }
  }

  /// The hash of the rule set whose lifecycle a case stands under; nil where that is not known.
  public func ruleSet(of subject: Subject, _ key: String) -> String? {
    let hash =
      switch subject {
      case .scheme: schemes[key]?.ruleSet
      case .partnership: alliances[key]?.ruleSet
      default: award(of: subject, key)?.ruleSet
      }
    return hash?.isEmpty ?? true ? nil : hash
  }

  /// Where the subject stands: its state and what its chart remembers beside that.
  public func position(of subject: Subject, _ key: String) -> CasePosition? {
    guard let state = lifecycleState(of: subject, key) else { return nil }
    let id = subject.instance(key)
    guard let instance = instances[id] else { return CasePosition(state: state) }
    let waiting = timers.values.filter { $0.instance == id }
    return CasePosition(
      state: state, instance: instance,
      timers: waiting.sorted { ($0.dueMs, $0.serial) < ($1.dueMs, $1.serial) })
  }

  /// The subjects of a kind, by key.
  public func keys(of subject: Subject) -> [String] {
    switch subject {
    case .scheme: schemes.keys.sorted()
    case .partnership: alliances.keys.sorted()
    case .award: awards.keys.sorted()
    case .period: periods.keys.sorted()
    case .report: reports.keys.sorted()
    case .payment: payments.keys.sorted()
    case .objection: objections.keys.sorted()
    case .permission: permissions.keys.sorted()
    }
  }

  /// The subject that a key names: keys are unique over all subjects of a scheme.
  public func subject(named key: String) -> Subject? {
    Subject.allCases.first { lifecycleState(of: $0, key) != nil }
  }

  /// The records of one award, with the alliance and the scheme it stands under: all that a decision on
  /// the award reads.
  public func slice(award key: String) -> SchemeState {
    var slice = SchemeState()
    guard let award = awards[key] else { return slice }
    slice.schemes = schemes
    slice.awards[key] = award
    slice.alliances = alliances.filter { $0.key == award.recipient }
    slice.periods = periods.filter { $0.value.award == key }
    slice.reports = reports.filter { $0.value.award == key }
    slice.payments = payments.filter { $0.value.award == key }
    slice.obligations = obligations.filter { $0.value.award == key }
    let owned = slice.obligations
    slice.reminders = reminders.filter { owned[$0.value.obligation] != nil }
    slice.letters = letters.filter { $0.value.award == key }
    slice.objections = objections.filter { $0.value.award == key }
    slice.permissions = permissions.filter { $0.value.award == key }
    slice.ledger = ledger.filter { owned[$0.value.obligation] != nil }
    slice.exceptions = exceptions.filter { $0.value.award == key }
    slice.activities = activities.filter { $0.value.award == key }
    slice.goals = goals.filter { $0.value.alliance == award.recipient }
    let aims = slice.goals
    slice.indicators = indicators.filter { aims[$0.value.goal] != nil }
    slice.instances = instances.filter { $0.value.award == key }
    slice.timers = timers.filter { $0.value.award == key }
    return slice
  }

  /// Every award's slice in one pass, by award.
  public func slices() -> [String: SchemeState] {
    var slices: [String: SchemeState] = [:]
    slices.reserveCapacity(awards.count)
    for (key, award) in awards {
      var slice = SchemeState()
      slice.schemes = schemes
      slice.awards[key] = award
      slice.alliances[award.recipient] = alliances[award.recipient]
      slices[key] = slice
    }
    for record in periods.values { slices[record.award]?.periods[record.id] = record }
    for record in reports.values { slices[record.award]?.reports[record.id] = record }
    for record in payments.values { slices[record.award]?.payments[record.id] = record }
    for record in obligations.values {
      guard let award = record.award else { continue }
      slices[award]?.obligations[record.id] = record
    }
    for record in ledger.values {
      guard let award = obligations[record.obligation]?.award else { continue }
      slices[award]?.ledger[record.id] = record
    }
    for record in reminders.values {
      guard let award = obligations[record.obligation]?.award else { continue }
      slices[award]?.reminders[record.id] = record
    }
    for record in letters.values { slices[record.award]?.letters[record.id] = record }
    for record in objections.values { slices[record.award]?.objections[record.id] = record }
    for record in permissions.values { slices[record.award]?.permissions[record.id] = record }
    for record in exceptions.values { slices[record.award]?.exceptions[record.id] = record }
    for record in instances.values {
      if let award = record.award { slices[award]?.instances[record.id] = record }
    }
    for record in timers.values {
      if let award = record.award { slices[award]?.timers[record.id] = record }
    }
    return slices
  }
}
