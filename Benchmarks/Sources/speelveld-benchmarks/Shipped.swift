import LegalCalendar
import SchemeDefinition

/// The scheme and the calendar as they are shipped.
enum Shipped {
  static let name = "emancipatie-2022-2027"

  static func schemeFiles() throws -> [String: [UInt8]] {
    try PackageFiles.read("config/schemes/\(name)")
  }

  static func scheme() throws -> SchemeDefinition {
    let (scheme, findings) = SchemeDefinition.load(try schemeFiles())
    guard let scheme else { throw BrokenBenchmark("The scheme does not load: \(findings)") }
    return scheme
  }

  static func calendar() throws -> HolidayCalendar {
    let file = "config/calendars/nl.yaml"
    let (calendar, findings) = CalendarFile.parse(try PackageFiles.bytes(file), file: file)
    guard let calendar else { throw BrokenBenchmark("The calendar does not load: \(findings)") }
    return calendar
  }
}

/// A benchmark whose work gave the wrong answer or none.
struct BrokenBenchmark: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
