import ExactNumbers
import FEEL
import SchemeDefinition
import Simulation

/// The decision models that a draft of the successor takes in, and the levers that they ask for.
struct SuccessorModels {
  /// By path in the draft's version.
  private(set) var files: [String: [UInt8]] = [:]
  /// Levers whose parameter a model asks for.
  private(set) var read: Set<String> = []

  /// Leaves out a model that would replace decisions of the base while none of its levers is changed.
  init(_ models: [String: [UInt8]], changed: Set<String>, base: RuleSet) {
    for (path, bytes) in models {
      let text = String(decoding: bytes, as: UTF8.self)
      let asked = Lever.all.filter { lever in
        let inBase = base.parameters.values.filter { $0.lever == lever.id }.map(\.name).min()
        return text.contains("\"\(inBase ?? SchemePromotion.parameter(of: lever))\"")
      }
      let replaces = base.decisionNames.contains { text.contains("name=\"\($0)\">") }
      if replaces, !asked.contains(where: { changed.contains($0.id) }) { continue }
      files[path] = bytes
      read.formUnion(asked.map(\.id))
    }
  }

  /// The limits of size between which the share of own income rises, when a model asks for them.
  func limits(_ design: SchemeDesign) -> [SchemeDraft.Change] {
    let limits = design.organisationLimits
    return [
      ("klein voor eigen inkomsten tot", "small for own income up to", limits.small),
      ("groot voor eigen inkomsten vanaf", "large for own income from", limits.medium),
    ].filter { name, _, _ in
      files.values.contains { String(decoding: $0, as: UTF8.self).contains("\"\(name)\"") }
    }.map { name, english, value in
      SchemeDraft.Change(
        name: name, value: .number(value.decimal.reduced),
        title: LocalizedText(nl: name, en: english), legalHome: "SR 2.2, onder e (nieuw)")
    }
  }
}
