import Casework
import Postgres
import Storage

extension CaseOffice {
  /// The list whose filters can be kept.
  private static let page = "obligations"

  /// The acting person's filters and those that colleagues share, by name.
  public func savedViews(scheme: String) async throws -> [SavedView] {
    try await pool.read { db in
      try SavedViewStore.list(db, scheme, page: Self.page, owner: actor)
    }
  }

  /// Keeps a filter under a name, in the place of an earlier one of that name.
  ///
  /// Throws a `Refusal` for a name of no or more than 80 characters, or a filter of more than 2000.
  public func saveView(scheme: String, name: String, query: String, isShared: Bool) async throws {
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard (1...80).contains(name.unicodeScalars.count), query.unicodeScalars.count <= 2000 else {
      throw Refusal(
        "bad-view", nl: "Geef de weergave een naam van ten hoogste 80 tekens.",
        en: "Give the view a name of at most 80 characters.")
    }
    let now = clock()
    try await pool.transaction { db in
      try SavedViewStore.put(
        db, scheme, page: Self.page,
        SavedView(owner: actor, name: name, query: query, isShared: isShared), at: now)
    }
  }

  /// Throws a `Refusal` when the acting person has no view of that name.
  public func removeView(scheme: String, name: String) async throws {
    try await pool.transaction { db in
      guard try SavedViewStore.remove(db, scheme, page: Self.page, owner: actor, name: name) else {
        throw Refusal(
          "unknown-view", nl: "U hebt geen weergave “\(name)”.",
          en: "You have no view “\(name)”.")
      }
    }
  }
}
