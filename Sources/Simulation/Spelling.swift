/// Finds the word that somebody probably meant.
enum Spelling {
  /// The candidate with the fewest letters to change, nil when none is near (a third of its letters).
  static func nearest(to word: String, among candidates: [String]) -> String? {
    guard word.utf8.count <= 200 else { return nil }
    let ranked = candidates.map { (distance: distance(word, $0), name: $0) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
      return nil
    }
    return best.distance * 3 <= best.name.count + 2 ? best.name : nil
  }

  /// Levenshtein's distance.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (left, right) = (Array(a.utf8), Array(b.utf8))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let next = min(row[j + 1] + 1, row[j] + 1, corner + (letter == other ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[right.count]
  }
}
