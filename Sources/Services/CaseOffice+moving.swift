import Casework
import Diagnostics
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// The drafts that move running cases to a scheme's new edition: each award from the rules that it
  /// stands under to those that govern it today, then the scheme's own case and its partnerships'.
  ///
  /// Throws a `Refusal` that names every case which has nowhere to go; nothing may then be stored.
  func moves(
    _ db: borrowing Database, to next: SchemeDefinition, from former: SchemeDefinition,
    after activation: EventDraft
  ) throws -> [(draft: EventDraft, receipts: [Receipt])] {
    var state = try RecordStore.load(db, next.id)
    for change in activation.changes { try state.apply(change) }
    var drafts: [(draft: EventDraft, receipts: [Receipt])] = []
    var obstacles: [String] = []
    var stored: [String: RuleSet] = [:]
    func attempt(_ work: () throws -> (draft: EventDraft, receipts: [Receipt])?) throws {
      do {
        if let draft = try work() { drafts.append(draft) }
      } catch let refusal as Refusal {
        obstacles += ([refusal.en] + refusal.details)
      }
    }
    for (key, slice) in state.slices().sorted(by: { $0.key < $1.key }) {
      guard let award = slice.awards[key], !award.ruleSet.isEmpty,
        let governing = try? next.rules(for: award, on: max(today, award.decidedOn)).ruleSet,
        governing.hash != award.ruleSet
      else { continue }
      if stored[award.ruleSet] == nil {
        stored[award.ruleSet] = try oldRules(db, award.ruleSet, next, former)
      }
      guard let old = stored[award.ruleSet] else { continue }
      try attempt {
        var decider = mover(next, slice)
        try decider.moveCases(of: key, from: old)
        return moved("award.rules-changed", "award/\(key)", old, governing, decider)
      }
    }
    try attempt {
      guard let last = try? former.ownRules(on: today), let new = try? next.ownRules(on: today)
      else { return nil }
      var decider = mover(next, state)
      for subject in [Subject.scheme, .partnership] {
        for key in state.keys(of: subject) {
          let hash = state.ruleSet(of: subject, key) ?? last.hash
          if stored[hash] == nil { stored[hash] = try oldRules(db, hash, next, former) }
          try decider.moveOwnCase(subject, key, from: stored[hash] ?? last)
        }
      }
      if decider.records.changes.isEmpty { return nil }
      return moved("scheme.rules-changed", "scheme/\(next.id)", last, new, decider)
    }
    guard obstacles.isEmpty else {
      throw Refusal(
        "cases-cannot-move",
        nl: "Er zijn lopende zaken die in de nieuwe uitgave van “\(next.id)” geen plaats hebben.",
        en: "There are running cases that have no place in the new edition of “\(next.id)”.",
        details: obstacles)
    }
    return drafts
  }

  private func mover(_ scheme: SchemeDefinition, _ state: SchemeState) -> Decider {
    Decider(
      scheme: scheme, calendar: calendar, today: today, now: clock(), occasion: "move",
      state: state)
  }

  /// The draft of an event that says between which rule sets cases moved.
  func moved(
    _ kind: String, _ subject: String, _ old: RuleSet, _ new: RuleSet, _ decider: Decider
  ) -> (draft: EventDraft, receipts: [Receipt]) {
    (
      EventDraft(
        kind: kind, subject: subject,
        data: ["from": .string(old.hash), "to": .string(new.hash), "version": .string(new.label)],
        changes: decider.records.changes), []
    )
  }

  /// A rule set that cases stand under: of either edition, or as it was stored.
  private func oldRules(
    _ db: borrowing Database, _ hash: String, _ next: SchemeDefinition, _ former: SchemeDefinition
  ) throws -> RuleSet? {
    if let known = (next.versions + former.versions).first(where: { $0.hash == hash }) {
      return known
    }
    guard let source = try RuleSetStore.find(db, hash) else { return nil }
    let (loaded, findings) = RuleSet.load(
      source.files, scheme: source.scheme, label: source.label, validFrom: source.validFrom,
      validTo: source.validTo)
    guard let loaded else { throw FindingsError(findings) }
    return loaded
  }
}
