import Diagnostics
import LegalCalendar

/// What `scheme.yaml` says.
struct SchemeFile {
  static let path = "scheme.yaml"
  /// The name that a mapping file has unless the scheme says otherwise.
  static let usualMapping = "overgang.yaml"

  struct Version {
    var label: String
    var folder: String
    var inherits: String?
    var validFrom: CivilDate
    var validTo: CivilDate?
    var changes: [LocalizedText]
    var isMoved: Bool
    var mapping: String?
    var source: LegalSource
    var position: SourcePosition?
    var fields: YAMLMapping
  }

  var id: String
  var title: LocalizedText
  var identifier: String?
  var certainty: SourceCertainty
  var legalBasis: [LegalSource]
  var publications: [SchemeDefinition.Publication]
  var funding: LocalizedText?
  var fundingSource: LegalSource?
  var knownGaps: [SchemeDefinition.KnownGap]
  var inForce: CivilDate
  var lapses: CivilDate?
  var lapseSource: LegalSource?
  var runOff: LocalizedText?
  var runOffSource: LegalSource?
  var versions: [Version]

  init?(_ root: YAMLMapping) {
    root.allow([
      "id", "title", "identifier", "certainty", "legal-basis", "publications", "funding",
      "in-force", "lapses", "lapse-article", "lapse-certainty", "run-off", "versions",
      "known-gaps",
    ])
    let id = root.text("id")
    let title = root.localized("title")
    let certainty = root.word("certainty", as: SourceCertainty.self)
    let inForce = root.date("in-force")
    identifier = root.optionalText("identifier")
    legalBasis = root.optionalMappings("legal-basis").compactMap { entry in
      entry.allow(YAMLMapping.sourceFields)
      return entry.source()
    }
    publications = root.optionalMappings("publications").compactMap(Self.publication)
    (funding, fundingSource) = Self.sourcedText(root, "funding")
    knownGaps = root.optionalMappings("known-gaps").compactMap(Self.knownGap)
    lapses = root.optionalDate("lapses")
    lapseSource = nil
    if lapses != nil, let article = root.text("lapse-article"),
      let sure = root.word("lapse-certainty", as: SourceCertainty.self)
    {
      lapseSource = LegalSource(article: article, certainty: sure)
    }
    (runOff, runOffSource) = Self.sourcedText(root, "run-off")
    versions = root.mappings("versions").compactMap(Self.version)
    guard let id, let title, let certainty, let inForce else { return nil }
    self.id = id
    self.title = title
    self.certainty = certainty
    self.inForce = inForce
  }

  private static func publication(_ fields: YAMLMapping) -> SchemeDefinition.Publication? {
    fields.allow(["reference", "date", "certainty"])
    guard let reference = fields.text("reference"), let date = fields.date("date"),
      let certainty = fields.word("certainty", as: SourceCertainty.self)
    else { return nil }
    return SchemeDefinition.Publication(reference: reference, date: date, certainty: certainty)
  }

  private static func knownGap(_ fields: YAMLMapping) -> SchemeDefinition.KnownGap? {
    fields.allow(["nl", "en", "certainty"])
    guard let nl = fields.text("nl"), let en = fields.text("en"),
      let certainty = fields.word("certainty", as: SourceCertainty.self)
    else { return nil }
    return SchemeDefinition.KnownGap(
      text: LocalizedText(nl: nl, en: en), certainty: certainty)
  }

  /// A text in both languages beside its article.
  private static func sourcedText(_ root: YAMLMapping, _ key: String) -> (
    LocalizedText?, LegalSource?
  ) {
    guard let fields = root.optionalMapping(key) else { return (nil, nil) }
    fields.allow(["nl", "en"] + YAMLMapping.sourceFields)
    guard let nl = fields.text("nl"), let en = fields.text("en") else { return (nil, nil) }
    return (LocalizedText(nl: nl, en: en), fields.source())
  }

  private static func version(_ fields: YAMLMapping) -> Version? {
    fields.allow([
      "label", "folder", "inherits", "valid-from", "valid-to", "changes", "running-cases",
    ])
    let label = fields.text("label")
    let folder = fields.text("folder")
    let from = fields.date("valid-from")
    let to = fields.optionalDate("valid-to")
    let changes = fields.optionalMappings("changes").compactMap { entry -> LocalizedText? in
      entry.allow(["nl", "en"])
      guard let nl = entry.text("nl"), let en = entry.text("en") else { return nil }
      return LocalizedText(nl: nl, en: en)
    }
    let cases = fields.mapping("running-cases")
    cases?.allow(["treatment", "mapping"] + YAMLMapping.sourceFields)
    let treatment = cases?.word("treatment", as: Treatment.self)
    let mapping = cases?.optionalText("mapping") ?? (treatment == .moved ? usualMapping : nil)
    guard let label, let folder, let from, let source = cases?.source() else { return nil }
    return Version(
      label: label, folder: folder, inherits: fields.optionalText("inherits"), validFrom: from,
      validTo: to, changes: changes, isMoved: treatment == .moved, mapping: mapping,
      source: source, position: fields.position, fields: fields)
  }

  private enum Treatment: String, CaseIterable { case unchanged, moved }
}
