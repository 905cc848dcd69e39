extension RouteTable {
  /// The pages for people.
  static func pages() -> [Route] {
    [
      .page("/", .signedIn, nl: "Vandaag", en: "Today") { context in
        .html(
          Layout.render(
            title: context.say("Vandaag", "Today"), body: "<p>\(context.today)</p>",
            context: context))
      }
    ]
  }
}
