/// How the keys of records are made from what they are: readable, and the same each time.
public enum Keys {
  public static func period(_ award: String, _ year: Int) -> String { "\(award)/\(year)" }

  public static func report(_ award: String, _ kind: String, _ year: Int) -> String {
    "\(award)/\(kind)/\(year)"
  }

  public static func advance(_ award: String, _ year: Int, _ number: Int) -> String {
    "\(award)/\(year)/advance-\(number)"
  }

  public static func obligation(_ award: String, _ kind: String, _ year: Int?) -> String {
    "\(award)/obligation/\(kind)" + (year.map { "/\($0)" } ?? "")
  }

  /// The number `round` tells a later obligation of the same kind from an earlier one that is closed.
  public static func obligation(of subject: String, _ kind: String, _ year: Int?, round: Int)
    -> String
  {
    obligation(subject, kind, year) + (round > 1 ? "/again-\(round)" : "")
  }

  public static func ledgerEntry(_ obligation: String, _ number: Int) -> String {
    "\(obligation)/entry-\(number)"
  }

  /// The due-date version is part of the key, so that a moved date has reminders of its own.
  public static func reminder(_ obligation: String, _ step: String, _ dueVersion: Int) -> String {
    "\(obligation)/\(step)/v\(dueVersion)"
  }

  public static func letter(_ award: String, _ template: String, _ occasion: String) -> String {
    "\(award)/letter/\(template)/\(occasion)"
  }

  public static func exception(_ award: String, _ year: Int) -> String {
    "\(award)/exception/\(year)"
  }
}
