import ExactNumbers

extension FEELRun {
  /// Positions and lengths count characters of Unicode, not bytes and not what a reader sees as one letter.
  mutating func text(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    switch builtin {
    case .stringJoin: return stringJoin(arguments)
    case .substring: return substring(arguments)
    default: break
    }
    guard let subject = text(builtin, arguments, 0) else { return .null }
    switch builtin {
    case .stringLength: return .number(Decimal128(subject.unicodeScalars.count))
    case .upperCase: return .string(subject.uppercased())
    case .lowerCase: return .string(subject.lowercased())
    default: break
    }
    guard let match = text(builtin, arguments, 1) else { return .null }
    switch builtin {
    case .contains: return .boolean(find(match, in: subject) != nil)
    case .startsWith: return .boolean(subject.utf8.starts(with: match.utf8))
    case .endsWith: return .boolean(subject.utf8.reversed().starts(with: match.utf8.reversed()))
    case .substringBefore:
      guard let place = find(match, in: subject) else { return .string("") }
      return .string(String(decoding: subject.utf8.prefix(place), as: UTF8.self))
    default:
      guard let place = find(match, in: subject) else { return .string("") }
      return .string(
        String(decoding: subject.utf8.dropFirst(place + match.utf8.count), as: UTF8.self))
    }
  }

  /// The offset in bytes of the first occurrence.
  private func find(_ match: String, in subject: String) -> Int? {
    let (needle, hay) = (Array(match.utf8), Array(subject.utf8))
    guard let first = needle.first else { return 0 }
    guard hay.count >= needle.count else { return nil }
    for start in 0...(hay.count - needle.count) where hay[start] == first {
      if hay[start..<start + needle.count].elementsEqual(needle) { return start }
    }
    return nil
  }

  private mutating func substring(_ arguments: [FEELValue]) -> FEELValue {
    guard let subject = text(.substring, arguments, 0) else { return .null }
    guard case .number(let position) = single(arguments[1]),
      let start = position.rounded(scale: 0, .down)?.int64
    else { return wrongType(.substring, 1, arguments[1], "number") }
    let scalars = Array(subject.unicodeScalars)
    guard start != 0, start <= scalars.count, start >= -Int64(scalars.count) else {
      return fail(.outOfRange, "the text has \(scalars.count) characters and none at \(start)")
    }
    let first = start > 0 ? Int(start) - 1 : scalars.count + Int(start)
    var end = scalars.count
    if arguments.count == 3 {
      guard case .number(let length) = single(arguments[2]),
        let count = length.rounded(scale: 0, .down)?.int64
      else { return wrongType(.substring, 2, arguments[2], "number") }
      guard count >= 1 else { return fail(.outOfRange, "the length \(count) is less than 1") }
      end = Int(Swift.min(Int64(end), Int64(first) + Swift.min(count, Int64(end))))
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[first..<end])
    return .string(String(result))
  }

  private mutating func stringJoin(_ arguments: [FEELValue]) -> FEELValue {
    guard let items = items(.stringJoin, arguments, 0) else { return .null }
    var delimiter = ""
    if arguments.count == 2, !arguments[1].isNull {
      guard let given = text(.stringJoin, arguments, 1) else { return .null }
      delimiter = given
    }
    var parts: [String] = []
    var size = 0
    for item in items {
      switch item {
      case .null: continue
      case .string(let text):
        parts.append(text)
        size += text.utf8.count + delimiter.utf8.count
      default: return wrongType(.stringJoin, 0, item, "list of strings")
      }
      guard size <= environment.limits.textLength else {
        return fail(.limit, "the text is longer than \(environment.limits.textLength) bytes")
      }
    }
    return .string(parts.joined(separator: delimiter))
  }
}
