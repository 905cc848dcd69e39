/// What an award is for: an alliance grant, an archive grant (both institutional) or a project grant.
public enum AwardKind: String, Hashable, Sendable, CaseIterable {
  case alliance, archive, project

  /// Institutional grants fall under SR chapters 2 and 3, project grants under chapter 4.
  public var isInstitutional: Bool { self != .project }
}

/// An organisation's part in an alliance. A `lead` (penvoerder) is a member too (SR 2.4); a `partner` is
/// none; a `consortiumMember` belongs to a member that is itself a consortium.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case lead, member, partner
  case consortiumMember = "consortium-member"

  public var countsAsMember: Bool { self == .lead || self == .member }
}

/// `recovery` flows back to the state, the others to the recipient.
public enum PaymentKind: String, Hashable, Sendable, CaseIterable {
  case advance, settlement, recovery
}

public enum ObligationState: String, Hashable, Sendable, CaseIterable {
  case open, done, waived, cancelled
}

/// What can happen to a term.
public enum LedgerAction: String, Hashable, Sendable, CaseIterable {
  case suspend, resume, extend, agree, grant, withdraw, waive
  /// A written notice that the decision is late (ingebrekestelling, Awb 4:17); moves no date.
  case defaultNotice = "default-notice"
}

public enum ReminderState: String, Hashable, Sendable, CaseIterable {
  case planned, sent, skipped, cancelled
}

public enum LetterState: String, Hashable, Sendable, CaseIterable {
  case draft, sent, withdrawn
}

public enum ActivityStatus: String, Hashable, Sendable, CaseIterable {
  case planned, running, done, delayed, adapted, stopped
}

/// Why an activity stopped: the two reasons that the midterm evaluation names.
public enum StopReason: String, Hashable, Sendable, CaseIterable {
  case capacity
  case shiftOfFocus = "shift-of-focus"
}

public enum FollowUp: String, Hashable, Sendable, CaseIterable {
  case open, planned, done, rejected
}
