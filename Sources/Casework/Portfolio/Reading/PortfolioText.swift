import Diagnostics

/// The text of a file, or nil with a finding that says which encoding trouble it has.
func portfolioText(_ bytes: [UInt8], log: PortfolioLog) -> String? {
  guard bytes.count <= Portfolio.largestFile else {
    log.error(
      "too-large", "The file has \(bytes.count) bytes; at most \(Portfolio.largestFile) are read.",
      remedy: "Split it into several files and import them one by one.")
    return nil
  }
  if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    || bytes.prefix(64).contains(0)
  {
    log.error(
      "wrong-encoding", "The file is UTF-16 or binary, not UTF-8.",
      at: SourcePosition(line: 1, column: 1),
      remedy: "Save it as UTF-8; in Excel choose \"CSV UTF-8\".")
    return nil
  }
  var content = bytes[...]
  if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
  guard let text = String(validating: content, as: UTF8.self) else {
    log.error(
      "wrong-encoding",
      "The file is not UTF-8 from this place on; it looks like Latin-1 or Windows-1252.",
      at: placeOfFault(in: content), remedy: "Save it as UTF-8.")
    return nil
  }
  if let place = placeOfControlCharacter(in: text) {
    log.error(
      "control-character", "There is a control character here, which no name or text may hold.",
      at: place, remedy: "Remove it; it may have come along with copied text.")
    return nil
  }
  return text
}

/// Whether a character steers a terminal or cannot be stored: all of C0 and C1 but tab and line ends.
func isForbiddenControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D, 0x85: false
  case 0x00...0x1F, 0x7F...0x9F: true
  default: false
  }
}

private func placeOfControlCharacter(in text: String) -> SourcePosition? {
  guard text.unicodeScalars.contains(where: isForbiddenControl) else { return nil }
  var (line, column) = (1, 1)
  for scalar in text.unicodeScalars {
    if isForbiddenControl(scalar) { break }
    if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
  }
  return SourcePosition(line: line, column: column)
}

/// The line and column of the first byte sequence that is no UTF-8.
private func placeOfFault(in bytes: ArraySlice<UInt8>) -> SourcePosition {
  var (line, column) = (1, 1)
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  while case .scalarValue(let scalar) = decoder.decode(&iterator) {
    if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
  }
  return SourcePosition(line: line, column: column)
}
