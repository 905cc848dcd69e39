import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// What a run of the timers did.
  public struct TimerRun: Hashable, Sendable {
    /// The events recorded, one for each moment at which a case had timers due.
    public var events: [Event] = []
    /// How many delayed events came in.
    public var delivered = 0
    /// Cases whose next delayed event was refused, such as by a contract; its timer waits on.
    public var refused: [RefusedTimer] = []

    public init() {}
  }

  public struct RefusedTimer: Hashable, Sendable {
    public let instance: String
    public let reason: Refusal
  }

  /// Lets every delayed event of a scheme come in that has fallen due, each once and each case's in the
  /// order of their times, however long nobody looked.
  ///
  /// Works in transactions of at most `batch` cases, so that a run that is broken off has done all of a
  /// case's step or none of it, and the next run goes on. A case that refuses its event stands as it did and
  /// keeps the timer; the run goes on with the others.
  public func runTimers(scheme: String, batch: Int = 200) async throws -> TimerRun {
    var run = TimerRun()
    while true {
      try Task.checkCancellation()
      let stopped = run.refused.map(\.instance)
      let part = try await runDueTimers(scheme: scheme, except: stopped, batch: batch)
      run.events += part.events
      run.delivered += part.delivered
      run.refused += part.refused
      if part.events.isEmpty, part.refused.isEmpty { return run }
    }
  }

  private func runDueTimers(scheme: String, except: [String], batch: Int) async throws -> TimerRun {
    try await changing(scheme) { db, head in
      let due = try TimerStore.due(
        db, scheme, by: clock(), except: except, limit: max(1, batch))
      guard !due.isEmpty else { return TimerRun() }
      let definition = try activeScheme(db, scheme)
      var run = TimerRun()
      var drafts: [(draft: EventDraft, receipts: [Receipt])] = []
      var slices: [String: SchemeState] = [:]
      for next in due {
        guard let (subject, key) = Subject.named(by: next.instance) else { continue }
        let place = next.award ?? ""
        var state = try slices[place] ?? timerState(db, scheme, next)
        do {
          drafts += try deliverTimers(
            of: subject, key, definition, after: head.sequence + Int64(drafts.count), state: &state)
        } catch let refusal as Refusal {
          run.refused.append(RefusedTimer(instance: next.instance, reason: refusal))
        }
        slices[place] = state
      }
      run.delivered = drafts.reduce(0) { $0 + ($1.draft.data["timers"]?.array?.count ?? 0) }
      run.events = try record(db, scheme, head: head, drafts)
      return run
    }
  }

  private func timerState(_ db: borrowing Database, _ scheme: String, _ due: TimerStore.DueCase)
    throws -> SchemeState
  {
    if let award = due.award { return try RecordStore.loadSlice(db, scheme, award: award) }
    return try RecordStore.load(db, scheme)
  }

  /// The drafts that come before a case's own event: its move to the rules that govern it now, where that
  /// is to be, and its overdue timers in order; `state` is where they lead.
  ///
  /// Throws the `Refusal` of the first timer. A later one that is refused ends the list, so that what came
  /// before it is kept.
  func deliverTimers(
    of subject: Subject, _ key: String, _ definition: SchemeDefinition, after last: Int64,
    state: inout SchemeState
  ) throws(Refusal) -> [(draft: EventDraft, receipts: [Receipt])] {
    var drafts: [(draft: EventDraft, receipts: [Receipt])] = []
    func decider(_ state: SchemeState) -> Decider {
      Decider(
        scheme: definition, calendar: calendar, today: today, now: clock(),
        occasion: "timer-\(last + Int64(drafts.count) + 1)", state: state)
    }
    var mover = decider(state)
    if let (old, new) = try mover.moveToGoverningRules(subject, key) {
      let award = state.award(of: subject, key)?.id
      let (kind, id) = award.map { (Subject.award, $0) } ?? (subject, key)
      drafts.append(moved("\(kind.rawValue).rules-changed", kind.instance(id), old, new, mover))
      state = mover.records.state
    }
    let moves = drafts.count
    while drafts.count < Self.timersAtOnce {
      var next = decider(state)
      let delivered: [CaseTimer]
      do {
        delivered = try next.deliverNextTimers(of: subject, key)
      } catch {
        if drafts.count == moves { throw error }
        return drafts
      }
      guard let first = delivered.first else { return drafts }
      state = next.records.state
      let data = Receipt.data(
        next.receipts,
        [
          .init("event", .string(first.event)), .init("due", .string(first.due.description)),
          .init("timers", .array(delivered.map { .string($0.id) })),
        ])
      drafts.append(
        (
          EventDraft(
            kind: "\(subject.rawValue).\(first.event)", subject: subject.instance(key), data: data,
            changes: next.records.changes), next.receipts
        ))
    }
    return drafts
  }

  /// So many moments of one case in a transaction; a chart that sets timers without end must not hold it.
  private static let timersAtOnce = 1000

  /// The delayed events that wait, the earliest first, and when the next falls due.
  public func waitingTimers(scheme: String, limit: Int = 1000) async throws -> [TimerStore.Waiting]
  {
    try await pool.read { db in try TimerStore.waiting(db, scheme, limit: limit) }
  }

  /// When the next delayed event of a scheme falls due; nil when none waits.
  public func nextTimer(scheme: String) async throws -> Moment? {
    try await pool.read { db in try TimerStore.next(db, scheme) }
  }
}
