import Foundation
import JSONText
import Testing

@testable import CommandLine

@Suite(.enabled(if: Program.isBuilt, "the program speelveld is not built beside the tests"))
struct ProgramTests {
  @Test func `what cannot be understood is a usage error, told on standard error`() async throws {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      for ending in [
        try program.run("frobnicate"),
        try program.run("milestones", "list", "--today", "2026-02-30"),
        try program.run("transition", "plan", "--from", "2026", "--to", "soon"),
      ] {
        #expect(ending.status == ExitStatus.usage.rawValue)
        #expect(ending.output.isEmpty)
        #expect(ending.messages.contains("Usage:"))
      }
    }
  }

  @Test func `a data directory that is a file is one message and leaves nothing behind`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      try Data("mine".utf8).write(to: URL(filePath: program.dataDirectory))
      let ending = try program.run("audit", "verify")
      #expect(ending.status == ExitStatus.failed.rawValue)
      #expect(ending.output.isEmpty)
      #expect(ending.messages.contains("→"))
      #expect(try Data(contentsOf: URL(filePath: program.dataDirectory)) == Data("mine".utf8))
    }
  }

  @Test func `faults of a scheme go to the reader of data, with status 3, and JSON stays JSON`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      let copy = folder.appending(path: "scheme")
      try FileManager.default.copyItem(atPath: schemeFolder, toPath: copy.path)
      let file = copy.appending(path: "scheme.yaml")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      try Data((text + "\nfoo: bar\n").utf8).write(to: file)
      let ending = try program.run("scheme", "check", copy.path, "--json")
      #expect(ending.status == ExitStatus.findings.rawValue)
      _ = try JSON.parse(ending.output)
      #expect(ending.output.contains("unknown-field"))
    }
  }

  @Test func `a killed server loses nothing that was stored, and the next command starts it again`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      #expect(try program.run("scheme", "activate", schemeFolder).status == 0)
      #expect(try program.run("portfolio", "import", portfolioFile).status == 0)
      // One command holds the server while it is killed; that command fails or was done before.
      let processFile = folder.appending(path: "data/postgres/data/postmaster.pid")
      let killed = try program.run("transition", "plan", "--from", "2026", "--to", "2027") {
        process in
        while process.isRunning {
          let text = (try? Data(contentsOf: processFile)).map {
            String(decoding: $0, as: UTF8.self)
          }
          let lines = text?.split(separator: "\n") ?? []
          guard let first = lines.first, let server = Int32(first),
            lines.last?.hasPrefix("ready") == true
          else { continue }
          kill(server, SIGKILL)
          return
        }
      }
      #expect([0, 1, 75].contains(killed.status), "\(killed)")
      if killed.status != 0 { #expect(killed.output.isEmpty && killed.messages.contains("→")) }
      let verified = try program.run("audit", "verify", "--json")
      #expect(verified.status == 0, "\(verified)")
      #expect(try JSON.parse(verified.output)["intact"] == .bool(true))
    }
  }

  @Test func `Ctrl-C ends a command with status 2 and the books stay whole`() async throws {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      #expect(try program.run("scheme", "activate", schemeFolder).status == 0)
      let processFile = folder.appending(path: "data/postgres/data/postmaster.pid")
      let ending = try program.run("portfolio", "import", portfolioFile) { process in
        while process.isRunning, !FileManager.default.fileExists(atPath: processFile.path) {}
        process.interrupt()
      }
      #expect(ending.status == ExitStatus.cancelled.rawValue, "\(ending)")
      #expect(ending.output.isEmpty)
      #expect(ending.messages.contains("Cancelled"))
      #expect(!FileManager.default.fileExists(atPath: processFile.path))
      let verified = try program.run("audit", "verify", "--json")
      #expect(try JSON.parse(verified.output)["events"] == .int(1))
    }
  }
}
