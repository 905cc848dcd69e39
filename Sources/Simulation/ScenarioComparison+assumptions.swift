import Diagnostics

extension ScenarioComparison {
  /// What a reader must know before any result: what is invented, and who counts as small.
  public func assumptions(_ language: Language) -> [String] { limits(language) }
}
