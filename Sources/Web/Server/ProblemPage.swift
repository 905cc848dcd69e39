import Diagnostics

/// A problem as a page for people.
enum ProblemPage {
  static func render(_ problem: Problem, _ passage: Passage) -> String {
    let words = Words(language: passage.language)
    let page = Page(
      words(problem.title),
      [
        .notice(Notice(.error, words(problem.detail), problem.details)),
        .links(
          LinkRow(links: [
            Link(words("Naar Vandaag", "To Today"), "/"), Link(words("Hulp", "Help"), "/hulp"),
          ])),
        .small(words("Kenmerk: ", "Reference: ") + passage.traceID),
      ])
    return PageRenderer.shared.render(page, in: .bare(passage.language))
  }
}
