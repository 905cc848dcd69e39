import Foundation
import Testing

@testable import CommandLine

/// The built program, run as somebody at a terminal would, with files and a database of its own.
struct Program: Sendable {
  struct Ending: Sendable {
    let status: Int32
    let output: String
    let messages: String
  }

  /// Beside the tests' own executable.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "speelveld").path

  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: path) }

  let folder: URL

  var dataDirectory: String { folder.appending(path: "data").path }

  /// Runs to the end; `whileRunning` is told the process once it runs. An empty variable is left out.
  @discardableResult
  func run(
    _ arguments: String..., environment: [String: String] = [:],
    whileRunning: (Process) throws -> Void = { _ in }
  ) throws -> Ending {
    try run(list: arguments, environment: environment, whileRunning: whileRunning)
  }

  @discardableResult
  func run(
    list arguments: [String], environment: [String: String] = [:],
    whileRunning: (Process) throws -> Void = { _ in }
  ) throws -> Ending {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = arguments
    process.environment = [
      "SPEELVELD_HOME": home.folder.path, "SPEELVELD_DATA_DIR": dataDirectory, "USER": "anna",
      "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "COLUMNS": "80",
    ].merging(environment) { _, chosen in chosen }.filter { !$0.value.isEmpty }
    let (output, messages) = (folder.appending(path: "out"), folder.appending(path: "err"))
    for file in [output, messages] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: messages)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try whileRunning(process)
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
  }
}
