import Diagnostics

/// A problem as a page for people.
enum ProblemPage {
  static func render(_ problem: Problem, _ passage: Passage) -> String {
    let language = passage.language
    var body = "<p>\(HTMLText.escape(problem.detail[language]))</p>\n"
    if !problem.details.isEmpty {
      body += "<ul>\n"
      for line in problem.details { body += "<li>\(HTMLText.escape(line))</li>\n" }
      body += "</ul>\n"
    }
    let (reference, home) =
      language == .dutch ? ("Kenmerk", "Naar Vandaag") : ("Reference", "To Today")
    body += "<p>\(reference): <code>\(passage.traceID)</code></p>\n<p><a href=\"/\">\(home)</a></p>"
    return Layout.render(
      title: problem.title[language], body: body, context: nil, language: language)
  }
}
