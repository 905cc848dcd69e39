import Diagnostics
import LegalCalendar

extension BilingualText {
  /// The statement in one language.
  public subscript(_ language: Language) -> String { language == .dutch ? nl : en }
}
