/// The offsets of named zones: the one thing about time that FEEL cannot compute from a text.
///
/// FEEL reads no file, so a program that needs the whole history of a zone passes its own. The standard
/// value knows the names and the rules listed in `TimeZones.standard`.
public struct TimeZones: Sendable {
  /// Seconds east of UTC at an instant, given in seconds since 1 January 1970 UTC; nil for an unknown zone.
  public var offset: @Sendable (_ zone: String, _ epochSecond: Int64) -> Int?

  public init(offset: @escaping @Sendable (_ zone: String, _ epochSecond: Int64) -> Int?) {
    self.offset = offset
  }

  func knows(_ zone: String) -> Bool { offset(zone, 0) != nil }

  /// The offset that holds at a local time. In the hour that occurs twice, the earlier instant; in the hour
  /// that does not occur, the offset before the change.
  func offset(_ zone: String, localSecond: Int64) -> Int? {
    guard let after = offset(zone, localSecond &+ 86_400),
      let before = offset(zone, localSecond &- 86_400)
    else { return nil }
    if before == after { return before }
    for candidate in [before, after]
    where offset(zone, localSecond &- Int64(candidate)) == candidate {
      return candidate
    }
    return before
  }
}
