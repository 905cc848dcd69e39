import LegalCalendar
import SchemeDefinition

/// What a day that passed asks for.
public struct Sweep: Sendable {
  /// An obligation whose date has passed and whose subject's lifecycle has an event for that.
  public struct Late: Hashable, Sendable {
    public let obligation: String
    /// `subject/key`.
    public let subject: String
    public let event: String
    public let article: String
    /// False: a person decides whether to send it.
    public let isSent: Bool
  }

  public var late: [Late] = []
  /// Payments that fell due.
  public var payments: [String] = []
}

extension Decider {
  /// Opens and closes what stands by itself, moves on what its date has overtaken, and says what a person
  /// may now decide. Done twice on a day it changes nothing the second time.
  public mutating func sweep() throws(Refusal) -> Sweep {
    var done = Sweep()
    try settleStanding(over: Set(Roles.arisingSubjects))
    for payment in state.payments.values.sorted(by: { $0.id < $1.id })
    where payment.state == "planned" && payment.due <= today {
      try send("fall-due", to: .payment, payment.id)
      done.payments.append(payment.id)
    }
    let passed = state.obligations.values.filter {
      $0.state == .open && $0.suspendedSince == nil && $0.due < today
    }
    for obligation in passed.sorted(by: { $0.id < $1.id }) {
      let rules = try rules(of: obligation)
      guard let late = rules.obligations[obligation.kind]?.whenLate,
        let (subject, key) = Subject.named(by: obligation.subject),
        try actions(of: subject, key).contains(where: { $0.event == late.event && $0.isPermitted })
      else { continue }
      if late.automatic { try send(late.event, to: subject, key) }
      done.late.append(
        Sweep.Late(
          obligation: obligation.id, subject: obligation.subject, event: late.event,
          article: late.article, isSent: late.automatic))
    }
    return done
  }

  /// Derives every open date anew by the rules and the calendar of today.
  ///
  /// Where the clock stands still nothing is moved: that date is only an earliest one.
  public mutating func reproject() throws(Refusal) {
    let open = state.obligations.values.filter { $0.state == .open && $0.suspendedSince == nil }
    for obligation in open.sorted(by: { $0.id < $1.id }) {
      let rules = try rules(of: obligation)
      guard rules.termRule(of: obligation.kind) != nil else { continue }
      if let start = start(of: obligation, rules: rules), start != obligation.startsOn {
        edit(Obligation.self, obligation.id) { $0.startsOn = start }
      }
      try rederive(obligation.id, rules: rules)
    }
  }
}
