import Casework
import JSONText
import Logging
import Services

/// Logs as one JSON object a line, on the standard error or wherever `write` puts it.
public struct JSONLogHandler: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let label: String
  private let clock: @Sendable () -> Moment
  private let write: @Sendable (String) -> Void

  public init(
    label: String, level: Logger.Level, clock: @escaping @Sendable () -> Moment,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.label = label
    logLevel = level
    self.clock = clock
    self.write = write
  }

  public func log(event: LogEvent) {
    var members: [JSON.Member] = [
      .init("at", .string(clock().description)), .init("level", .string(event.level.rawValue)),
      .init("message", .string(event.message.description)),
    ]
    let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      members.append(.init(key, .string(value.description)))
    }
    if let error = event.error { members.append(.init("error", .string("\(error)"))) }
    write(JSON.object(members).compact + "\n")
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
}
