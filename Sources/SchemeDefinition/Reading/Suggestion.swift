/// The known word nearest to a misspelt one, or nil when none is near enough to be meant.
func nearest(to word: String, among known: some Sequence<String>) -> String? {
  let limit = max(1, min(3, word.count / 3))
  let ranked = known.map { ($0, editDistance(word, $0)) }.filter { $0.1 <= limit }
  return ranked.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}

/// "did you mean …?" or the list of what is known.
func advice(for word: String, among known: some Collection<String>) -> String {
  if let meant = nearest(to: word, among: known) { return "Did you mean \"\(meant)\"?" }
  if known.isEmpty { return "Remove it; nothing of the kind is defined." }
  let shown = known.sorted().prefix(12).joined(separator: ", ")
  return "Use one of: \(shown)\(known.count > 12 ? ", …" : "")."
}

/// Insertions, removals and replacements between two words (Levenshtein), on their first 64 letters.
func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.prefix(64)), Array(b.prefix(64)))
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let change = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, diagonal + 1, row[j] + 1)
    }
  }
  return row[b.count]
}
