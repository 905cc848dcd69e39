/// Where a rule comes from and how sure that is.
public struct LegalSource: Hashable, Sendable {
  /// As lawyers cite it, such as "Awb 4:15" or "SR 1.4".
  public var article: String
  public var certainty: SourceCertainty
  public var note: LocalizedText?

  public init(article: String, certainty: SourceCertainty, note: LocalizedText? = nil) {
    self.article = article
    self.certainty = certainty
    self.note = note
  }
}
