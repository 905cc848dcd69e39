extension RouteTable {
  static func help() -> [Route] {
    [
      .page("/hulp", .anyone, nl: "Hulp", en: "Help") { context in
        context.answer(HelpPage(words: context.words).page)
      },
      .page("/toegankelijkheid", .anyone, nl: "Toegankelijkheid", en: "Accessibility") { context in
        context.answer(AccessibilityPage(words: context.words).page)
      },
    ]
  }
}
