import LegalCalendar

extension CalendarFeed {
  /// The calendar as RFC 5545 writes it; the same bytes for the same entries.
  public var bytes: [UInt8] {
    var lines = ContentLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Speelveld//Speelveld//NL")
    lines.add("CALSCALE", "GREGORIAN")
    lines.text("NAME", name)
    // Older programs know only this one.
    lines.text("X-WR-CALNAME", name)
    lines.text("DESCRIPTION", description)
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT\(refreshHours)H")
    lines.add("X-PUBLISHED-TTL", "PT\(refreshHours)H")
    if let source { lines.add("SOURCE;VALUE=URI", source) }
    lines.add("COLOR", "midnightblue")
    for entry in entries.sorted(by: { ($0.day, $0.uid) < ($1.day, $1.uid) }) {
      add(entry, to: &lines)
    }
    lines.add("END", "VCALENDAR")
    return lines.bytes
  }

  private func add(_ entry: CalendarEntry, to lines: inout ContentLines) {
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", entry.uid)
    lines.add("DTSTAMP", stamp(entry.changedAt))
    lines.add("LAST-MODIFIED", stamp(entry.changedAt))
    lines.add("SEQUENCE", String(entry.sequence))
    lines.add("DTSTART;VALUE=DATE", compact(entry.day))
    // The day after: the end is not part of it.
    lines.add("DTEND;VALUE=DATE", compact(entry.day.adding(days: 1)))
    lines.text("SUMMARY;LANGUAGE=\(language)", entry.title)
    lines.text("DESCRIPTION;LANGUAGE=\(language)", entry.text)
    lines.add("STATUS", entry.status.rawValue)
    lines.add("TRANSP", "TRANSPARENT")
    if !entry.categories.isEmpty {
      lines.add("CATEGORIES", entry.categories.map(ContentLines.escape).joined(separator: ","))
    }
    if let link = entry.link { lines.add("URL", link) }
    if entry.status == .confirmed {
      for days in entry.alarmDays.sorted(by: >) {
        lines.add("BEGIN", "VALARM")
        lines.add("ACTION", "DISPLAY")
        lines.text("DESCRIPTION", entry.title)
        lines.add("TRIGGER", days == 0 ? "PT0S" : "-P\(days)D")
        lines.add("END", "VALARM")
      }
    }
    lines.add("END", "VEVENT")
  }

  private func compact(_ day: CivilDate) -> String {
    day.description.filter { $0 != "-" }
  }

  private func stamp(_ seconds: Int64) -> String {
    let epochDay = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = seconds - epochDay * 86_400
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return compact(CivilDate(epochDay: epochDay))
      + "T\(two(second / 3600))\(two(second / 60 % 60))\(two(second % 60))Z"
  }
}
