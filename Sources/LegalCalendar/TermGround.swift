/// Why a step moves a date: the facts alone, from which the words are made when somebody reads them.
///
/// Writing two sentences takes longer than all the arithmetic of a term.
enum TermGround: Hashable, Sendable {
  case fixed(article: String)
  case start(article: String)
  case length(TermLength, article: String)
  case lengthBack(TermLength, from: CivilDate, article: String)
  case coverage(TermCoverage)
  case twoWorkingDays
  case weekend(CivilDate)
  indirect case holiday(Holiday)
  indirect case extended(by: TermLength, TermEntry)
  /// Until it would have run without the extension.
  case notShortened(article: String)
  indirect case suspended(days: Int, from: CivilDate, upTo: CivilDate?, TermEntry)
  /// Until `due`, and moved by so many days since.
  indirect case agreed(due: CivilDate, movedBy: Int, TermEntry)
  indirect case ended(TermEntry)
  indirect case written(BilingualText, article: String)
}

extension TermGround {
  var article: String {
    switch self {
    case .fixed(let article), .start(let article), .length(_, let article),
      .lengthBack(_, _, let article), .notShortened(let article), .written(_, let article):
      article
    case .coverage(let coverage): coverage.article
    case .twoWorkingDays: "Atw 2"
    case .weekend: "Atw 1(1)"
    case .holiday(let holiday): "Atw 1(1); " + holiday.article
    case .extended(_, let entry), .suspended(_, _, _, let entry), .agreed(_, _, let entry),
      .ended(let entry):
      entry.article
    }
  }

  /// The ground in words, for a step that leads to `date`.
  func text(_ date: CivilDate) -> BilingualText {
    switch self {
    case .fixed:
      BilingualText(nl: "Vaste datum: \(date.inDutch).", en: "Fixed date: \(date.inEnglish).")
    case .start:
      BilingualText(
        nl: "Begin: \(date.inDutch); deze dag telt niet mee.",
        en: "Start: \(date.inEnglish); this day is not counted.")
    case .length(let length, _):
      BilingualText(
        nl: "De termijn duurt \(length.words.nl).", en: "The term lasts \(length.words.en).")
    case .lengthBack(let length, let anchor, _):
      BilingualText(
        nl: "\(length.words.nl) terug vanaf \(anchor.inDutch).",
        en: "\(length.words.en) back from \(anchor.inEnglish).")
    case .coverage(let coverage): coverage.reason
    case .twoWorkingDays:
      BilingualText(
        nl: "De termijn moet ten minste twee werkdagen bevatten.",
        en: "The term must contain at least two working days.")
    case .weekend(let day):
      day.isoWeekday == 6
        ? cannotBeLast(day, BilingualText(nl: "zaterdag", en: "Saturday"))
        : cannotBeLast(day, BilingualText(nl: "zondag", en: "Sunday"))
    case .holiday(let holiday): cannotBeLast(holiday)
    case .extended(let length, let entry):
      BilingualText(
        nl: "Verlengd met \(length.words.nl) op \(entry.date.inDutch): \(entry.reason.nl).",
        en: "Extended by \(length.words.en) on \(entry.date.inEnglish): \(entry.reason.en).")
    case .notShortened:
      BilingualText(
        nl: "Een verlenging bekort de termijn niet; zonder haar liep hij tot en met deze dag.",
        en: "An extension does not shorten the term; without it the term ran up to this day.")
    case .suspended(let days, let first, let last, let entry):
      suspension(days, first, last, entry)
    case .agreed(let due, let days, let entry): agreement(due, days, entry)
    case .ended(let entry):
      entry.action == .lapse
        ? BilingualText(
          nl: "Vervallen op \(entry.date.inDutch): \(entry.reason.nl).",
          en: "Lapsed on \(entry.date.inEnglish): \(entry.reason.en).")
        : BilingualText(
          nl: "Voldaan op \(entry.date.inDutch): \(entry.reason.nl).",
          en: "Met on \(entry.date.inEnglish): \(entry.reason.en).")
    case .written(let text, _): text
    }
  }

  private func cannotBeLast(_ holiday: Holiday) -> BilingualText {
    let decree = holiday.decree.map { ", \($0)" } ?? ""
    return cannotBeLast(
      holiday.date,
      BilingualText(nl: holiday.name.nl + decree, en: holiday.name.en + decree))
  }

  private func cannotBeLast(_ day: CivilDate, _ reason: BilingualText) -> BilingualText {
    BilingualText(
      nl: "\(day.inDutch) kan de laatste dag niet zijn (\(reason.nl)).",
      en: "\(day.inEnglish) cannot be the last day (\(reason.en)).")
  }

  private func suspension(
    _ days: Int, _ first: CivilDate, _ last: CivilDate?, _ entry: TermEntry
  ) -> BilingualText {
    let count = TermLength.days(days).words
    let until = BilingualText(
      nl: last.map { "tot en met \($0.inDutch)" } ?? "nog niet hervat",
      en: last.map { "up to \($0.inEnglish)" } ?? "not yet resumed")
    return BilingualText(
      nl: "Opgeschort vanaf \(first.inDutch), \(until.nl) (\(count.nl)): \(entry.reason.nl).",
      en: "Suspended from \(first.inEnglish), \(until.en) (\(count.en)): \(entry.reason.en).")
  }

  private func agreement(_ due: CivilDate, _ days: Int, _ entry: TermEntry) -> BilingualText {
    let since = TermLength.days(days).words
    let moved =
      days == 0
      ? BilingualText(nl: "", en: "")
      : BilingualText(
        nl: " Daarna \(since.nl) verschoven door wat er volgde.",
        en: " Since then moved by \(since.en) through what followed.")
    let granted = if case .grant = entry.action { true } else { false }
    return BilingualText(
      nl: "\(granted ? "Toegestaan na afloop" : "Afgesproken of aangekondigd") op "
        + "\(entry.date.inDutch), uiterlijk \(due.inDutch): \(entry.reason.nl).\(moved.nl)",
      en: "\(granted ? "Granted after expiry" : "Agreed or announced") on "
        + "\(entry.date.inEnglish), by \(due.inEnglish): \(entry.reason.en).\(moved.en)")
  }
}
