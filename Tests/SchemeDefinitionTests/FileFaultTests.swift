import Diagnostics
import SchemeDefinition
import Testing

@Suite struct FileFaultTests {
  private func codes(_ path: String, _ bytes: [UInt8]?) -> [String] {
    Shipped.findings([path: bytes]).filter { $0.file == path }.map(\.code)
  }

  @Test func `nothing at all is a missing file`() {
    #expect(SchemeDefinition.load([:]).findings.map(\.code) == ["missing-file"])
  }

  @Test(arguments: [
    "2022-02-18/terms.yaml", "2022-02-18/obligations.yaml", "2022-02-18/letters/fields.yaml",
    "2022-02-18/reminders.yaml", "2022-02-18/parameters.yaml", "2022-02-18/messages/fields.yaml",
    "2022-02-18/messages/te-laat.en.mustache",
  ])
  func `a removed file is missed`(path: String) {
    #expect(codes(path, nil).contains("missing-file"))
  }

  @Test func `a letter without its template is missed, and a template without its fields`() {
    let gone = Shipped.findings(["2022-02-18/letters/afloop.mustache": nil])
    #expect(gone.contains { $0.code == "missing-file" && $0.message.contains("afloop") })
    #expect(codes("2022-02-18/letters/nieuw.mustache", Array("Dag".utf8)) == ["undeclared-letter"])
  }

  @Test func `a stray file is refused with the nearest name`() {
    let findings = Shipped.findings(["2022-02-18/term.yaml": []])
    #expect(findings.first { $0.code == "unknown-file" }?.remedy == "Did you mean \"terms.yaml\"?")
    #expect(codes("2024-01-01/terms.yaml", []) == ["unknown-file"])
  }

  @Test(arguments: [
    "scheme.yaml", "2022-02-18/terms.yaml", "2022-02-18/lifecycles/award.scxml",
    "2022-02-18/decisions/voorschot.dmn", "2022-02-18/letters/afloop.mustache",
    "2022-02-18/cases/verantwoording.md",
  ])
  func `UTF-16, Latin-1, a byte-order mark and zero bytes are refused`(path: String) throws {
    let text = try Shipped.text(path)
    var sixteen: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { sixteen += [UInt8(unit & 255), UInt8(unit >> 8)] }
    #expect(codes(path, sixteen) == ["wrong-encoding"])
    #expect(codes(path, [0xEF, 0xBB, 0xBF] + Array(text.utf8)) == ["wrong-encoding"])
    #expect(codes(path, Array(text.utf8) + [0]) == ["wrong-encoding"])
    let latin = Array("# ministeri\n# ".utf8) + [0xEB] + Array("le\n".utf8) + Array(text.utf8)
    #expect(codes(path, latin) == ["wrong-encoding"])
    let place = Shipped.findings([path: latin]).first { $0.code == "wrong-encoding" }?.position
    #expect(place == SourcePosition(line: 2, column: 3))
  }

  @Test func `a file of more than five megabytes is refused unread`() {
    let large = [UInt8](repeating: 0x23, count: 5_000_001)
    #expect(codes("2022-02-18/terms.yaml", large) == ["file-too-large"])
  }

  @Test func `two models with the same decision are refused`() {
    let twice = Shipped.files["2022-02-18/decisions/verantwoording.dmn"]
    let findings = Shipped.findings(["2022-02-18/decisions/tweede.dmn": twice])
    #expect(findings.contains { $0.code == "duplicate-decision" })
  }

  @Test func `random damage never crashes a load and never passes unseen in a rule file`() throws {
    var random = SplitMix64(seed: 20_220_218)
    let paths = Shipped.files.keys.sorted()
    for _ in 0..<40 {
      let path = paths[Int(random.next() % UInt64(paths.count))]
      var bytes = try #require(Shipped.files[path])
      for _ in 0..<(1 + random.next() % 4) where !bytes.isEmpty {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 40))
        default: bytes.insert(contentsOf: bytes.prefix(30), at: place)
        }
      }
      var files = Shipped.files
      files[path] = bytes
      let (scheme, findings) = SchemeDefinition.load(files, checks: .structure)
      #expect((scheme == nil) == findings.hasErrors)
    }
  }
}

/// A small generator of reproducible random numbers.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
