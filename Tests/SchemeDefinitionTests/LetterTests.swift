import Diagnostics
import JSONText
import SchemeDefinition
import Testing

@Suite struct LetterTests {
  private func letter(_ name: String) throws -> LetterTemplate {
    try #require(try Shipped.rules("2023-02-24").letters[name])
  }

  private let common: [JSON.Member] = [
    .init("datum", "4 januari 2027"), .init("kenmerk", "politica-2023"),
    .init("alliantie", "Politica & vrienden"), .init("regeling", "de regeling"),
  ]

  @Test func `a letter is filled in as plain text`() throws {
    let values = JSON.object(
      common + [
        .init("jaar", "2027"),
        .init(
          "voorschotten",
          [
            ["datum": "1 januari 2027", "bedrag": "€ 1,00"],
            ["datum": "1 april 2027", "bedrag": "€ 2,00"],
          ]),
      ])
    let text = try letter("tijdvak-gestart").render(values)
    #expect(text.hasPrefix("4 januari 2027\n"))
    #expect(text.contains("Politica & vrienden"))
    #expect(text.contains("- op 1 januari 2027: € 1,00\n- op 1 april 2027: € 2,00\n"))
    #expect(!text.contains("{{"))
  }

  @Test func `every missing field is named at once`() throws {
    let error = #expect(throws: FindingsError.self) {
      try letter("terugvordering").render(.object(common))
    }
    #expect(error?.findings.map(\.code) == ["missing-letter-field", "missing-letter-field"])
    #expect(error?.findings.contains { $0.message.contains("vervaldatum") } == true)
  }

  @Test func `a field of the wrong kind is refused`() throws {
    let values = JSON.object(
      common + [.init("jaar", "2027"), .init("voorschotten", "geen")])
    #expect(throws: FindingsError.self) { try letter("tijdvak-gestart").render(values) }
  }

  @Test func `a part that needs an optional field is left out without it`() throws {
    let values = JSON.object(
      common + [.init("vastgesteld_bedrag", "€ 1,00"), .init("verleend_bedrag", "€ 1,00")])
    let text = try letter("vaststelling").render(values)
    #expect(!text.contains("Waarom dit bedrag?"))
    #expect(!text.contains("De laatste dag is"))
    let more = JSON.object(
      (values.members ?? []) + [.init("reden", "Zo is het."), .init("bezwaar_tot", "1 mei 2029")])
    let longer = try letter("vaststelling").render(more)
    #expect(longer.contains("Waarom dit bedrag?\nZo is het.\n"))
    #expect(longer.contains("De laatste dag is 1 mei 2029."))
  }

  @Test func `every letter has a preview without open places`() throws {
    for letter in try Shipped.rules("2023-02-24").letters.values {
      #expect(!letter.preview.contains("{{"), "\(letter.name)")
      #expect(letter.preview.contains("Onderwerp:"), "\(letter.name)")
      #expect(letter.preview.split(separator: "\n").allSatisfy { !$0.hasSuffix(" op .") })
    }
  }
}
