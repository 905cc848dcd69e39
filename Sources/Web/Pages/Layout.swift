import Diagnostics

/// The frame of every page.
public enum Layout {
  /// - Parameters:
  ///   - title: plain text.
  ///   - body: HTML that is safe already.
  ///   - context: nil on an error before anything was known.
  public static func render(
    title: String, body: String, context: RequestContext?, language: Language = .dutch
  ) -> String {
    let language = context?.language ?? language
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTMLText.escape(title)) – Speelveld</title>
      </head>
      <body>
      <main>
      <h1>\(HTMLText.escape(title))</h1>
      \(body)
      </main>
      </body>
      </html>
      """
  }
}
