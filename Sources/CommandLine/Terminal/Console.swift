import Diagnostics
import Foundation
import JSONText

/// Where a command's words go: data to standard output, messages to standard error.
public struct Console: Sendable {
  public var language: Language
  public var json: Bool
  public var width: Int
  public var usesColour: Bool
  public var showsProgress: Bool
  private let writeData: @Sendable (String) -> Void
  private let writeMessage: @Sendable (String) -> Void

  public init(
    language: Language, json: Bool, width: Int, usesColour: Bool, showsProgress: Bool,
    writeData: @escaping @Sendable (String) -> Void,
    writeMessage: @escaping @Sendable (String) -> Void
  ) {
    self.language = language
    self.json = json
    self.width = width
    self.usesColour = usesColour
    self.showsProgress = showsProgress
    self.writeData = writeData
    self.writeMessage = writeMessage
  }

  /// The process's own streams; colour and progress only on a terminal, and no colour with `NO_COLOR`.
  public static func standard(
    language: Language?, json: Bool, environment: [String: String]
  ) -> Console {
    let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    let plain =
      !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb" || !outputIsTerminal
    return Console(
      language: language ?? Language(environment: environment), json: json,
      width: terminalWidth(environment: environment), usesColour: !plain,
      showsProgress: isatty(STDERR_FILENO) == 1,
      writeData: { FileHandle.standardOutput.write(Data($0.utf8)) },
      writeMessage: { FileHandle.standardError.write(Data($0.utf8)) })
  }

  private static func terminalWidth(environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return max(40, Int(size.ws_col))
    }
    return environment["COLUMNS"].flatMap { Int($0) }.map { max(40, $0) } ?? 80
  }

  /// A line of data.
  public func line(_ text: String = "") { writeData(text + "\n") }

  /// A line for the person at the terminal; never data.
  public func note(_ nl: String, _ en: String) {
    writeMessage(language == .dutch ? nl + "\n" : en + "\n")
  }

  public func rawNote(_ text: String) { writeMessage(text) }

  /// The text in the chosen language.
  public func say(_ nl: String, _ en: String) -> String { language == .dutch ? nl : en }

  /// A line of data in the chosen language, wrapped to the width.
  public func paragraph(_ nl: String, _ en: String) {
    for part in wrapText(say(nl, en), width: width) { line(part) }
  }

  /// A text of data, wrapped to the width.
  public func wrapped(_ text: String) {
    for part in wrapText(text, width: width) { line(part) }
  }

  public func table(_ table: TextTable) { table.lines(width: width).forEach(line) }

  /// JSON data: indented, one document.
  public func data(_ json: JSON) { line(json.pretty) }

  public func heading(_ text: String) {
    line(usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text)
  }
}
