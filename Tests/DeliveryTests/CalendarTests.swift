import Delivery
import LegalCalendar
import Testing

@Suite struct CalendarTests {
  private func feed(_ entries: [CalendarEntry]) -> CalendarFeed {
    CalendarFeed(
      name: "Mijlpalen: Politica, 2027; alles", description: "Wat wanneer klaar moet zijn",
      language: "nl", source: "https://voorbeeld.example/agenda/abc.ics", entries: entries)
  }

  private func entry(
    _ title: String = "Tussenrapportage", sequence: Int64 = 0,
    status: CalendarEntry.Status = .confirmed
  ) throws -> CalendarEntry {
    CalendarEntry(
      uid: CalendarFeed.uid(scheme: "s", key: "o"), sequence: sequence, changedAt: 1_805_099_400,
      day: try #require(CivilDate(iso: "2027-12-31")), title: title,
      text: "Grondslag: SR 1.5\nKenmerk: o",
      status: status, categories: ["Rapportages", "a,b"], alarmDays: [0, 14])
  }

  private func text(_ feed: CalendarFeed) -> String { String(decoding: feed.bytes, as: UTF8.self) }

  @Test func `the feed is written as RFC 5545 and RFC 7986 say`() throws {
    #expect(
      text(feed([try entry()])).split(separator: "\r\n", omittingEmptySubsequences: false) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Speelveld//Speelveld//NL",
        "CALSCALE:GREGORIAN",
        #"NAME:Mijlpalen: Politica\, 2027\; alles"#,
        #"X-WR-CALNAME:Mijlpalen: Politica\, 2027\; alles"#,
        "DESCRIPTION:Wat wanneer klaar moet zijn", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H", "SOURCE;VALUE=URI:https://voorbeeld.example/agenda/abc.ics",
        "COLOR:midnightblue", "BEGIN:VEVENT", "UID:\(CalendarFeed.uid(scheme: "s", key: "o"))",
        "DTSTAMP:20270315T083000Z", "LAST-MODIFIED:20270315T083000Z", "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20271231", "DTEND;VALUE=DATE:20280101",
        "SUMMARY;LANGUAGE=nl:Tussenrapportage",
        #"DESCRIPTION;LANGUAGE=nl:Grondslag: SR 1.5\nKenmerk: o"#, "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT", #"CATEGORIES:Rapportages,a\,b"#, "BEGIN:VALARM", "ACTION:DISPLAY",
        "DESCRIPTION:Tussenrapportage", "TRIGGER:-P14D", "END:VALARM", "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Tussenrapportage", "TRIGGER:PT0S", "END:VALARM", "END:VEVENT", "END:VCALENDAR",
        "",
      ])
  }

  @Test
  func `lines fold at 75 octets without breaking a character, and unfold to what was written`()
    throws
  {
    for title in ["é", "€", "👩‍👩‍👧", "a"].map({ String(repeating: $0, count: 120) }) {
      for padding in 0..<5 {
        let written = String(repeating: "x", count: padding) + title
        let text = text(feed([try entry(written)]))
        for line in text.split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
        #expect(text.replacing("\r\n ", with: "").contains("SUMMARY;LANGUAGE=nl:\(written)\r\n"))
      }
    }
  }

  @Test func `no text can add a line to the calendar`() throws {
    let text = text(feed([try entry("Dag\r\nEND:VEVENT\u{2028}BEGIN:VALARM\u{07}")]))
    #expect(text.contains(#"SUMMARY;LANGUAGE=nl:Dag\nEND:VEVENT\nBEGIN:VALARM"# + "\r\n"))
  }

  @Test func `what is done is said to be cancelled, without alarms, under the same identifier`()
    throws
  {
    let done = text(feed([try entry(sequence: 3, status: .cancelled)]))
    #expect(done.contains("STATUS:CANCELLED\r\n"))
    #expect(done.contains("SEQUENCE:3\r\n"))
    #expect(done.contains("UID:\(try entry().uid)\r\n"))
    #expect(!done.contains("VALARM"))
  }

  @Test func `the entity tag changes with the content and only with it`() throws {
    let first = feed([try entry()]).document.etag
    #expect(first == feed([try entry()]).document.etag)
    #expect(first != feed([try entry(sequence: 1)]).document.etag)
    #expect(first.hasPrefix("\"") && first.hasSuffix("\""))
  }
}
