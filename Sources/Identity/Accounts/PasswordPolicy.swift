import Casework

/// What a password must be (NIST SP 800-63B, 5.1.1): long, not common, not about the account. No other rules.
public enum PasswordPolicy {
  public static let shortest = 12
  public static let longest = 256

  /// Throws a `Refusal` that says what to change.
  public static func check(_ password: String, account: String) throws(Refusal) {
    let count = password.unicodeScalars.count
    guard count >= shortest, count <= longest else {
      throw Refusal(
        "password-length",
        nl: "Kies een wachtwoord van \(shortest) tot \(longest) tekens; een zin is goed.",
        en: "Choose a password of \(shortest) to \(longest) characters; a sentence is fine.")
    }
    let lower = password.lowercased()
    guard Set(lower).count >= 5, !lower.contains(account), !isCommon(lower) else {
      throw Refusal(
        "password-weak", nl: "Dit wachtwoord is te makkelijk te raden. Kies een ander.",
        en: "This password is too easy to guess. Choose another.")
    }
  }

  private static func isCommon(_ lower: String) -> Bool {
    let letters = lower.filter(\.isLetter)
    return [
      "password", "wachtwoord", "welkom", "qwerty", "qwertyuiop", "azerty", "speelveld", "letmein",
      "geheim", "abcdefghijkl", "iloveyou",
    ].contains(String(letters)) || "0123456789012345678901234567890".contains(lower)
  }
}
