/// Names of sheets as Excel takes them.
enum SheetNames {
  static let greatestLength = 31

  /// The names that are nearest to these and allowed: at most 31 characters, without `[]:*?/\`, not
  /// blank, without an apostrophe at either end, and different whatever the case of their letters.
  static func allowed(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let clean = clean(name)
      var candidate = clean
      var count = 1
      while !taken.insert(candidate.lowercased()).inserted {
        count += 1
        let ending = " (\(count))"
        candidate = cut(clean, greatestLength - ending.utf16.count) + ending
      }
      return candidate
    }
  }

  private static func clean(_ name: String) -> String {
    var text = String(
      name.map { character -> Character in
        let isRefused =
          "[]:*?/\\".contains(character) || character.unicodeScalars.contains { $0.value < 32 }
        return isRefused ? " " : character
      })
    text = cut(text, greatestLength)
    while let first = text.first, first == "'" || first == " " { text.removeFirst() }
    while let last = text.last, last == "'" || last == " " { text.removeLast() }
    // “History” is a name that Excel keeps to itself.
    return text.isEmpty || text.lowercased() == "history" ? "Sheet" : text
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    var short = text
    while short.utf16.count > length { short.removeLast() }
    return short
  }
}
