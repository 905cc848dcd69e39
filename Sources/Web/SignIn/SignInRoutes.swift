extension RouteTable {
  /// Coming in and going out.
  static func signIn() -> [Route] {
    [
      .page("/aanmelden", .anyone, nl: "Aanmelden", en: "Sign in") { context in
        .html(
          Layout.render(
            title: context.say("Aanmelden", "Sign in"), body: "", context: context))
      }
    ]
  }
}
