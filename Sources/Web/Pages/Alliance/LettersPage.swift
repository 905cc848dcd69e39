import Casework
import Services

/// The letters of an award, word for word.
struct LettersPage: Sendable {
  let scene: Scene
  let award: String
  let letters: [CaseOffice.RenderedLetter]

  var page: Page {
    Page(
      words("Brieven over \(award)", "Letters about \(award)"),
      trail: [
        scene.home, Link(words("Allianties", "Alliances"), scene.places.alliances),
      ],
      lead: words(
        "Bedragen in deze brieven zijn illustratief: de bedragen per alliantie zijn niet openbaar.",
        "Amounts in these letters are illustrative: the amounts per alliance are not public."),
      letters.isEmpty
        ? [.text(words("Er zijn nog geen brieven.", "There are no letters yet."))]
        : letters.reversed().flatMap(show))
  }

  private var words: Words { scene.words }

  private func show(_ item: CaseOffice.RenderedLetter) -> [Block] {
    let title = scene.letter(item.letter.template)
    return [
      .h2("\(title), \(words.date(item.letter.date))", id: Places.encoded(item.letter.id)),
      .small(scene.letterState(item.letter.state)),
      .preformatted(Preformatted(label: title, text: item.text)),
    ]
  }
}
