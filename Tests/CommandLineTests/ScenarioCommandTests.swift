import Foundation
import JSONText
import Testing

@testable import CommandLine

/// The scenario commands as somebody at a terminal meets them.
@Suite(.enabled(if: Program.isBuilt, "skipped: the program is not built beside the tests"))
struct ScenarioCommandTests {
  @Test func `every fault of a new scenario is told at once, with a suggestion and the reason`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      let file = folder.appending(path: "x.yaml").path
      let wrong = try program.run(
        "scenario", "new", "x", "--set", "weighting.point=3", "--set", "selection.places=NaN",
        "--set", "grant.years=-1", "--set", "lonely", "--out", file, "--lang", "en")
      #expect(wrong.status == 3 && wrong.messages.split(separator: "\n").count >= 8)
      for part in [
        "Write “weighting.points”.", "cannot be “NaN”", "cannot be “-1”", "not LEVER=VALUE",
      ] { #expect(wrong.messages.contains(part)) }
      let against = try program.run(
        "scenario", "new", "x", "--set", "selection.places=20", "--out", file, "--lang", "en")
      #expect(against.status == 3)
      #expect(against.messages.contains("20 places cannot be filled from a shortlist of 12"))
      #expect(!FileManager.default.fileExists(atPath: file))
      let right = try program.run(
        "scenario", "new", "x", "--set", "selection.places=6", "--out", file)
      #expect(right.status == 0)
      #expect(try program.run("scenario", "check", file).status == 0)
      // What is there stays as it is.
      #expect(try program.run("scenario", "new", "x", "--out", file).status == 1)
    }
  }

  @Test func `of very many faults in a file the first are shown and the rest are counted`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      let file = folder.appending(path: "many.csv")
      let made = try program.run(
        "scenario", "population", "generate", "--alliances", "300", "--present", "0", "--seed", "1")
      let rows = made.output.split(separator: "\n")
      // A wrong number in each row, and a number of fields that is wrong in every tenth.
      let wrong = rows.enumerated().map { place, row in
        if place == 0 { return String(row) }
        return place % 10 == 0
          ? "\(row)," : String(row.replacing(#/,[0-9]+\.[0-9]+,/#, with: ",NaN,"))
      }
      try Data(wrong.joined(separator: "\n").utf8).write(to: file)
      let check = try program.run("scenario", "population", "check", file.path, "--lang", "en")
      #expect(check.status == 3)
      let lines = check.messages.split(separator: "\n")
      #expect(lines.filter { $0.contains(": error: ") }.count == 100)
      #expect(check.messages.contains(#/And [0-9]+ more: [0-9]+ × population-number, /#))
      #expect(check.messages.contains("× population-fields"))
    }
  }

  @Test func `a run is kept, shown again from the store, and written as page and workbook`()
    async throws
  {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      let run = try program.run(
        "scenario", "run", "size-weighted", "--draws", "60", "--lang", "en")
      #expect(run.status == 0)
      let id = try #require(run.messages.firstMatch(of: #/Kept as run ([0-9a-f]{12})/#)?.output.1)
      let shown = try program.run("scenario", "show", String(id), "--lang", "en")
      let words = try #require(run.output.components(separatedBy: "fingerprint").first)
      #expect(shown.output.hasPrefix(words))
      #expect(shown.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let (page, book) = (
        folder.appending(path: "p.html").path, folder.appending(path: "b.xlsx").path
      )
      let files = try program.run(
        "scenario", "show", String(id.prefix(5)), "--html", page, "--xlsx", book, "--json")
      let json = try JSON.parse(files.output)
      #expect(run.output.contains(try #require(json["fingerprint"]?.string)))
      #expect(FileManager.default.contents(atPath: page)?.isEmpty == false)
      #expect(FileManager.default.contents(atPath: book)?.prefix(2) == Data([0x50, 0x4B]))
      #expect(try program.run("scenario", "results").output.contains(id))
      #expect(try program.run("scenario", "show", "0000").status == 1)
    }
  }

  @Test func `a promoted scenario is a folder that the scheme check passes`() async throws {
    try await withTemporaryDirectory { folder in
      let program = Program(folder: folder)
      let draft = folder.appending(path: "draft").path
      let made = try program.run(
        "scenario", "promote", "ten-alliances", "--draws", "0", "--out", draft, "--lang", "en")
      #expect(made.status == 0, "\(made.messages)")
      #expect(
        made.output.contains("2028-11-03") && made.output.contains("aantal na ronde 2: 8 → 10"))
      #expect(try program.run("scheme", "check", draft).status == 0)
      #expect(try program.run("scenario", "promote", "null", "--out", draft).status == 1)
    }
  }
}
