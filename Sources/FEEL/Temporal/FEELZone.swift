/// Where a time of day counts: unsaid, at a fixed offset from UTC, or in a named zone.
public enum FEELZone: Hashable, Sendable {
  case local
  /// Seconds east of UTC, at most 18 hours either way.
  case offset(seconds: Int)
  /// A name of the IANA time zone database, as written.
  case region(String)

  static let widest = 18 * 3600

  /// `Z`, `+01:00`, `+02:45:55`, `@Europe/Paris`, or nothing.
  var suffix: String {
    switch self {
    case .local: return ""
    case .region(let name): return "@" + name
    case .offset(let seconds):
      if seconds == 0 { return "Z" }
      let size = abs(seconds)
      return (seconds < 0 ? "-" : "+") + padded(size / 3600, 2) + ":"
        + padded(size / 60 % 60, 2) + (size % 60 == 0 ? "" : ":" + padded(size % 60, 2))
    }
  }
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
