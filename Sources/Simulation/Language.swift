import Allocation
import Diagnostics
import ExactNumbers

/// A language's way of writing texts and numbers in a report.
extension Language {
  func callAsFunction(_ text: Bilingual) -> String {
    self == .dutch ? text.dutch : text.english
  }

  func callAsFunction(nl: String, en: String) -> String { self == .dutch ? nl : en }

  private var group: String { self == .dutch ? "." : "," }
  private var point: String { self == .dutch ? "," : "." }

  /// A whole number in groups of three.
  func number(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += group }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + text
  }

  /// Whole euros, halves away from zero.
  func euros(_ cents: Int64) -> String {
    let sign: Int64 = cents < 0 ? -1 : 1
    return number(sign * Int64((cents.magnitude + 50) / 100))
  }

  /// A decimal number with so many decimals.
  func decimal(_ millionths: Int64, _ decimals: Int) -> String {
    let text = Figure(millionths: millionths).rounded(decimals: decimals)
    return self == .dutch ? text.split(separator: ".").joined(separator: point) : text
  }

  /// A share as a percentage with one decimal.
  func percent(_ millionths: Int64) -> String { decimal(millionths * 100, 1) + "%" }
}
