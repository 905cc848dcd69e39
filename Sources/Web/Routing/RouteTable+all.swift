extension RouteTable {
  /// Every route of the desk; with open data for everybody, or only for who may export.
  public static func all(openDataIsPublic: Bool = false) -> RouteTable {
    RouteTable(
      operation() + signIn() + pages() + api(openDataIsPublic: openDataIsPublic)
        + [CalendarResource.subscription()])
  }
}
