/// What `NOTIFY` sent.
public struct Notification: Hashable, Sendable {
  public let channel: String
  public let payload: String
  /// The server process that sent it.
  public let processID: Int32
}
