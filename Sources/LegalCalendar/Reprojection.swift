/// Explains why a term's date is another one after the calendar or a rule has changed.
public enum Reprojection {
  /// The steps that hold after a change and did not before it, or those that vanished when nothing new
  /// explains the move.
  public static func reasons(_ before: [TermStep], _ after: [TermStep]) -> [TermStep] {
    let new = after.filter { !before.contains($0) }
    return new.isEmpty ? before.filter { !after.contains($0) } : new
  }
}
