import Foundation
import Testing

@Suite struct ChaosTests {
  /// `make chaos` runs a thousand; these few show that the machinery works and that no change broke it grossly.
  @Test(.timeLimit(.minutes(10)))
  func `six seeded runs with killed workers and servers lose nothing and double nothing`() throws {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "chaos")
    try #require(FileManager.default.isExecutableFile(atPath: program.path))
    let process = Process()
    process.executableURL = program
    process.currentDirectoryURL = root
    process.arguments = ["run", "--runs", "6", "--seed", "1"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("| runs that failed | 0 |"), "\(text)")
  }
}
