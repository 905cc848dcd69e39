import Casework
import LegalCalendar

/// Instants in the API: any offset comes in, UTC goes out (RFC 3339; API Design Rules, date-time).
enum DateTimeText {
  /// Nil unless it is `YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)` with capitals; `-00:00` is refused.
  static func moment(_ text: String) -> Moment? {
    if text.hasSuffix("Z") { return plain(text.dropLast()) }
    guard text.utf8.count >= 25 else { return nil }
    let zone = text.suffix(6)
    let digits = zone.dropFirst().split(separator: ":").compactMap { Int64($0) }
    guard let sign = zone.first, sign == "+" || sign == "-", zone != "-00:00", digits.count == 2,
      digits[0] < 24, digits[1] < 60, zone.dropFirst(3).first == ":",
      let local = plain(text.dropLast(6))
    else { return nil }
    let offset = (digits[0] * 3600 + digits[1] * 60) * (sign == "+" ? 1 : -1)
    return Moment(microseconds: local.microseconds - offset * 1_000_000)
  }

  private static func plain(_ text: Substring) -> Moment? {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var fraction = ""
    if halves.count == 2 {
      guard !halves[1].isEmpty, halves[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      let six = String(halves[1].prefix(6))
      fraction = "." + six + String(repeating: "0", count: 6 - six.utf8.count)
    }
    return Moment(iso: halves[0] + fraction + "Z")
  }
}
