import Diagnostics

extension Language {
  /// From the locale variables in their POSIX order; English when they name another language or none.
  init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("nl") == true ? .dutch : .english
  }
}
