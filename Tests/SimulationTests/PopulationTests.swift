import Allocation
import Diagnostics
import ExactNumbers
import Testing

@testable import Simulation

@Suite struct PopulationTests {
  @Test(arguments: [PopulationShape.like2017, .like2022])
  func `the shipped populations are what the generator makes`(_ shape: PopulationShape) throws {
    let made = try Population.generate(shape)
    let read = try Population.parse(shippedPopulation(shape.name), name: shape.name)
    #expect(made == read)
  }

  @Test func `a written population reads back equal`() throws {
    for seed in 0..<20 {
      let made = try Population.generate(
        PopulationShape(
          name: "x", alliances: 1 + seed * 7, presentPartners: seed, seed: UInt64(seed)))
      #expect(try Population.parse(Array(made.csv.utf8), name: "x") == made)
    }
  }

  @Test func `the sets have the shape of the two rounds`() throws {
    #expect(try Population.generate(.like2017).pool.count == 17)
    let later = try Population.generate(.like2022)
    #expect(later.pool.count == 20)
    #expect(later.present.count { $0 > .zero } == 8)
  }

  @Test func `all faults of a file are told at once, each with its line`() throws {
    let lines = [
      Population.columns.joined(separator: ","),
      "A1,lead,O1,60,1000,1,2,10,,5,,media,,5000" + String(repeating: ",3.00", count: 13),
      "A1,member,O2,50,-5,NaN,2,10,,5,,,," + String(repeating: ",", count: 13),
      "A2,chief,O3,100,1000,1,2,10,,5,,,," + String(repeating: ",", count: 13),
      "too,short",
    ]
    let error = try #require(throws: FindingsError.self) {
      try Population.parse(
        Array(lines.joined(separator: "\n").utf8), name: "x", file: "p.csv")
    }
    let places = error.findings.compactMap(\.position).map(\.line)
    #expect(Set(places) == [3, 4, 5])
    #expect(error.findings.count >= 5)
  }

  @Test func `faults between rows are told as well`() throws {
    let lines = [
      Population.columns.joined(separator: ","),
      "A1,lead,O1,60,1000,1,2,10,,5,O9,media,,5000" + String(repeating: ",3.00", count: 13),
    ]
    let error = try #require(throws: FindingsError.self) {
      try Population.parse(Array(lines.joined(separator: "\n").utf8), name: "x")
    }
    #expect(error.findings.count == 2)
    #expect(error.description.contains("O9") && error.description.contains("60%"))
  }

  @Test func `an empty file, a wrong header and an open quote are refused`() {
    for text in ["", "a,b", "\"a", Population.columns.joined(separator: ",")] {
      #expect(throws: FindingsError.self) {
        try Population.parse(Array(text.utf8), name: "x")
      }
    }
  }
}
