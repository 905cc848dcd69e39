import LegalCalendar

/// A text in the two languages that a user may choose.
public typealias LocalizedText = BilingualText
