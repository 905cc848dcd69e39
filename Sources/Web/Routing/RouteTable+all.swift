extension RouteTable {
  /// Every route of the desk.
  public static func all() -> RouteTable {
    RouteTable(operation() + signIn() + pages() + api())
  }
}
