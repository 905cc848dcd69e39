import LegalCalendar

/// A scheme: its identity and every version of its rules, loaded from files, checked and frozen.
public struct SchemeDefinition: Sendable {
  /// A publication of the scheme in the official journal.
  public struct Publication: Hashable, Sendable {
    public var reference: String
    public var date: CivilDate
    public var certainty: SourceCertainty
  }

  /// Something about the scheme that is not known, so that nobody takes silence for an answer.
  public struct KnownGap: Hashable, Sendable {
    public var text: LocalizedText
    public var certainty: SourceCertainty
  }

  public let id: String
  public let title: LocalizedText
  /// Its number in the national register of legislation, if it has one.
  public let identifier: String?
  public let certainty: SourceCertainty
  public let legalBasis: [LegalSource]
  public let publications: [Publication]
  /// Where the money comes from.
  public let funding: LocalizedText?
  public let fundingSource: LegalSource?
  public let knownGaps: [KnownGap]
  public let inForce: CivilDate
  /// The first day on which the scheme is no more; awards under it may run on.
  public let lapses: CivilDate?
  public let lapseSource: LegalSource?
  /// What holds for running awards after the lapse.
  public let runOff: LocalizedText?
  public let runOffSource: LegalSource?
  /// By first day, without gaps or overlaps; at least one.
  public let versions: [RuleSet]

  public func ruleSet(hash: String) -> RuleSet? { versions.first { $0.hash == hash } }

  public subscript(label: String) -> RuleSet? { versions.first { $0.label == label } }
}
