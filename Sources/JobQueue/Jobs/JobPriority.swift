import Postgres

/// Which of two due jobs goes first; within one priority the one due longest.
public enum JobPriority: Int16, Hashable, Sendable, CaseIterable, PostgresEncodable,
  PostgresDecodable
{
  case urgent = 0
  case normal = 1
  case low = 2
  /// Work that may wait for everything else.
  case bulk = 3
}
