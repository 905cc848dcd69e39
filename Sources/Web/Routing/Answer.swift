import HTTPTypes
import JSONText

/// What a route answers, before the edge has put its headers on.
public struct Answer: Sendable {
  public enum Content: Sendable {
    case nothing
    case html(String)
    case json(JSON)
    case text(String)
    case bytes([UInt8], type: String)
    case problem(Problem)
  }

  public var status: Int
  public var content: Content
  /// More headers; those that the edge sets itself win.
  public var headers: [(HTTPField.Name, String)]

  public init(
    _ status: Int = 200, _ content: Content, headers: [(HTTPField.Name, String)] = []
  ) {
    self.status = status
    self.content = content
    self.headers = headers
  }

  public static func html(_ text: String, status: Int = 200) -> Answer {
    Answer(status, .html(text))
  }

  public static func json(
    _ json: JSON, status: Int = 200, headers: [(HTTPField.Name, String)] = []
  ) -> Answer {
    Answer(status, .json(json), headers: headers)
  }

  public static func text(_ text: String) -> Answer { Answer(200, .text(text)) }

  public static let noContent = Answer(204, .nothing)

  /// After a form was handled: the browser fetches this page (303).
  ///
  /// Only paths of our own: anything else becomes `/`, so that no link can lead a signed-in person away.
  public static func redirect(_ path: String) -> Answer {
    Answer(303, .nothing, headers: [(.location, ownPath(path))])
  }

  /// A file to save or to show.
  public static func file(
    _ bytes: [UInt8], type: String, named name: String? = nil
  ) -> Answer {
    var answer = Answer(200, .bytes(bytes, type: type))
    if let name {
      answer.headers.append((.contentDisposition, "attachment; filename=\"\(fileName(name))\""))
    }
    return answer
  }

  public static func problem(_ problem: Problem) -> Answer {
    Answer(problem.status, .problem(problem), headers: problem.headers)
  }

  public func adding(_ name: HTTPField.Name, _ value: String) -> Answer {
    var answer = self
    answer.headers.append((name, value))
    return answer
  }

  static func ownPath(_ path: String) -> String {
    let isOwn =
      path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\")
      && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    return isOwn ? path : "/"
  }

  private static func fileName(_ name: String) -> String {
    String(
      name.map { character in
        character.isASCII
          && (character.isLetter || character.isNumber || "-_. ".contains(character))
          ? character : "-"
      })
  }
}
