import Casework
import Identity
import Services

extension RouteTable {
  static func alliances() -> [Route] {
    [
      .page("/regelingen/{regeling}/allianties", nl: "Allianties", en: "Alliances") { context in
        let text = context.query.text("zoek")
        let number = min(max(context.query["bladzijde"].flatMap { Int($0) } ?? 1, 1), 1000)
        let (state, total) = try await context.office.alliances(
          scheme: context.scheme, text: text, limit: AlliancesPage.pageSize,
          offset: (number - 1) * AlliancesPage.pageSize)
        return context.answer(
          AlliancesPage(
            scene: try await context.scene(), state: state, total: total, text: text,
            number: number
          ).page)
      },
      .page("/regelingen/{regeling}/allianties/{alliantie}", nl: "Alliantie", en: "Alliance") {
        context in
        let file = try await context.office.allianceFile(
          scheme: context.scheme, context.path["alliantie"] ?? "")
        return context.answer(AlliancePage(scene: try await context.scene(), file: file).page)
      },
      .page("/regelingen/{regeling}/brieven", nl: "Brieven", en: "Letters") { context in
        let award = context.query["verlening"] ?? ""
        let letters = try await context.office.letters(scheme: context.scheme, award: award)
        return context.answer(
          LettersPage(scene: try await context.scene(), award: award, letters: letters).page)
      },
    ]
  }
}
