extension RouteTable {
  /// The API, in Dutch as the law's own words.
  static func api() -> [Route] { [] }
}
