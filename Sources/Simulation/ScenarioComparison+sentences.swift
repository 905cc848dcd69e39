import Diagnostics

extension ScenarioComparison {
  /// A scenario's result in sentences: small organisations first, then who gains and who loses, the
  /// price, how sure it is, and what did not change.
  public func sentences(on result: ScenarioResult, _ language: Language) -> [String] {
    ScenarioWords(self, result, language).sentences
  }

  /// What a reader must know before any result: what is invented, and who counts as small.
  public func assumptions(_ language: Language) -> [String] { limits(language) }
}
