import Casework
import Diagnostics
import JSONText
import SchemeDefinition
import Postgres
import Storage

extension CaseOffice {
  /// A letter with its text, made from the template of the rule set that it was drafted under.
  public struct RenderedLetter: Sendable {
    public let letter: Letter
    public let text: String
  }

  /// The letters of an award, oldest first.
  public func letters(scheme: String, award: String) async throws -> [RenderedLetter] {
    try await pool.read { db in
      let definition = try activeScheme(db, scheme)
      guard try record(db, of: scheme, award, as: Award.self) != nil else {
        throw Refusal(
          "unknown-award", nl: "Er is geen verlening “\(award)”.",
          en: "There is no award “\(award)”.",
          details: try AllianceList.page(db, scheme, text: nil, limit: 20, offset: 0)
            .state.awards.keys.sorted())
      }
      var query = RecordQuery<Letter>(limit: 1000)
      query.conditions = [.init("award", .equals, .text(award))]
      return try query.page(db, scheme).records.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
        .map { letter in
          let rules = definition.ruleSet(hash: letter.ruleSet) ?? definition.versions.last
          guard let template = rules?.letters[letter.template] else {
            throw StorageFault(
              "The template “\(letter.template)” of letter “\(letter.id)” is not in the rule set.",
              remedy: "Activate the scheme's files that it was drafted under.")
          }
          return RenderedLetter(
            letter: letter, text: try template.render(try JSON.parse(letter.fields)))
        }
    }
  }
}
