import Diagnostics

/// The frame of every page, for bodies that are HTML already.
public enum Layout {
  /// - Parameters:
  ///   - title: plain text.
  ///   - body: HTML that is safe already.
  ///   - context: nil on an error before anything was known.
  public static func render(
    title: String, body: String, context: RequestContext?, language: Language = .dutch
  ) -> String {
    let frame = render(
      Page(title, [.list(ItemList(items: []))]), context: context, language: language)
    let empty = "<ul></ul>"
    guard let range = frame.firstRange(of: empty) else { return frame }
    return frame.replacingCharacters(in: range, with: body)
  }

  /// A page, with the navigation where somebody is signed in.
  static func render(_ page: Page, context: RequestContext?, language: Language = .dutch) -> String
  {
    let chrome = context?.chrome(context?.path["regeling"]) ?? .bare(language)
    return PageRenderer.shared.render(page, in: chrome)
  }
}
