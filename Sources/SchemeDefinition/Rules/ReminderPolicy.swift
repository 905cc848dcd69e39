/// How a scheme reminds, whatever the ladder.
public struct ReminderPolicy: Hashable, Sendable {
  public var quiet: QuietDays
  /// From so many reminders for one person on one day on, they come in one message.
  public var digestFrom: Int
  /// Messages to one person on one day; what is more waits for the next day that is not quiet.
  public var perPersonADay: Int
  /// The message for each moment of a ladder that names none of its own.
  public var messages: [ReminderMoment: String]
  /// What the reader must do, by kind of obligation.
  public var actions: [String: LocalizedText]

  public static let none = ReminderPolicy(
    quiet: QuietDays([]), digestFrom: 2, perPersonADay: 1000, messages: [:], actions: [:])
}

/// When in the life of an obligation a reminder comes.
public enum ReminderMoment: String, Hashable, Sendable, CaseIterable {
  case before, on, after, escalation, digest
}
