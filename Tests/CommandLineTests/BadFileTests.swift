import Casework
import Foundation
import Testing

@testable import CommandLine

@Suite struct BadFileTests {
  private func code(_ work: () throws -> Void) -> String? {
    let refusal = #expect(throws: Refusal.self) { try work() }
    #expect(refusal?.details.isEmpty == false)
    return refusal?.code
  }

  @Test func `a file that is missing, a directory or a pipe is refused without being read`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let pipe = folder.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(code { _ = try readFile(folder.appending(path: "none.yaml").path) } == "no-file")
      #expect(code { _ = try readFile(folder.path) } == "not-a-file")
      #expect(code { _ = try readFile(pipe) } == "not-a-file")
    }
  }

  @Test func `100 MB are refused unread, through a link and in a scheme's directory too`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let large = folder.appending(path: "large.yaml").path
      #expect(FileManager.default.createFile(atPath: large, contents: nil))
      #expect(truncate(large, 100 * 1024 * 1024) == 0)
      let link = folder.appending(path: "link.yaml").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: large)
      #expect(code { _ = try readFile(large) } == "file-too-large")
      #expect(code { _ = try readFile(link) } == "file-too-large")
      #expect(code { _ = try readDirectory(folder.path) } == "file-too-large")
    }
  }

  @Test func `a scheme's directory that is none is refused`() async throws {
    #expect(code { _ = try readDirectory(portfolioFile) } == "no-directory")
    #expect(code { _ = try readDirectory("/nowhere/at/all") } == "no-directory")
  }
}
