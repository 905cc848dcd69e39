import Diagnostics

/// A tag of a template and where it stands, for checking names; rendering is the library's.
struct MustacheTag {
  enum Kind { case value, section, inverted, end, comment, other(Character) }

  var kind: Kind
  var name: String
  var position: SourcePosition

  static func tags(in text: String) -> [MustacheTag] {
    var tags: [MustacheTag] = []
    var place = SourcePosition(line: 1, column: 1)
    var rest = text.unicodeScalars[...]
    func skip(_ count: Int) {
      for scalar in rest.prefix(count) {
        if scalar == "\n" {
          place = SourcePosition(line: place.line + 1, column: 1)
        } else {
          place.column += 1
        }
      }
      rest = rest.dropFirst(count)
    }
    while !rest.isEmpty {
      guard rest.starts(with: "{{".unicodeScalars) else {
        skip(1)
        continue
      }
      let start = place
      let inside = rest.dropFirst(2)
      guard
        let end = inside.indices.first(where: { inside[$0...].starts(with: "}}".unicodeScalars) })
      else { break }
      tags.append(MustacheTag(String(inside[..<end]), at: start))
      skip(rest.distance(from: rest.startIndex, to: end) + 2)
    }
    return tags
  }

  private init(_ inside: String, at position: SourcePosition) {
    self.position = position
    var name = inside[...]
    switch inside.first {
    case "#": kind = .section
    case "^": kind = .inverted
    case "/": kind = .end
    case "!": kind = .comment
    case "&", "{": kind = .value
    case let mark? where ">$<=%*".contains(mark): kind = .other(mark)
    default: kind = .value
    }
    if case .value = kind, let first = inside.first, first != "&", first != "{" {
    } else {
      name = name.dropFirst()
    }
    if name.last == "}" { name = name.dropLast() }
    self.name = name.split(separator: " ").joined(separator: " ")
  }
}
