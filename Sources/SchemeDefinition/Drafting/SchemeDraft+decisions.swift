import Diagnostics

extension SchemeDraft {
  /// Puts the draft's own decision models into its files.
  ///
  /// A model that shares no decision with the base becomes a file of its own. Of one that does, each decision takes
  /// the place of the base's decision of that name, with the inputs that it needs, so that whatever asks
  /// for it gets the new one; a decision that has no place there is a finding.
  func place(_ models: [String: [UInt8]], in files: inout [String: [UInt8]], label: String)
    -> [Finding]
  {
    var findings: [Finding] = []
    for (path, bytes) in models.sorted(by: { $0.key < $1.key }) {
      let blocks = Self.blocks(in: String(decoding: bytes, as: UTF8.self))
      let homes = blocks.decisions.map { decision in
        files.keys.sorted().first { file in
          file.hasSuffix(".dmn") && Self.home(of: decision.name, in: files[file]) != nil
        }
      }
      guard homes.contains(where: { $0 != nil }) else {
        files["\(label)/\(path)"] = bytes
        continue
      }
      for (decision, home) in zip(blocks.decisions, homes) {
        guard let home, let text = files[home].map({ String(decoding: $0, as: UTF8.self) }),
          let old = Self.blocks(in: text).decisions.first(where: { $0.name == decision.name })
        else {
          findings.append(
            .warning(
              "draft-decision",
              "The base has no decision “\(decision.name)” for the one of \(path) to replace.",
              remedy: "Write it into the draft's decisions by hand."))
          continue
        }
        var whole = text.replacing(old.text, with: decision.text)
        let inputs = blocks.inputs.filter { input in
          decision.text.contains("href=\"#\(input.name)\"")
            && !whole.contains("<inputData id=\"\(input.name)\"")
        }
        if let first = whole.firstRange(of: "  <decision ") {
          whole.insert(contentsOf: inputs.map(\.text).joined(), at: first.lowerBound)
        }
        files[home] = Array(whole.utf8)
      }
    }
    return findings
  }

  private static func home(of decision: String, in bytes: [UInt8]?) -> String? {
    bytes.flatMap { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.contains("\" name=\"\(decision)\">") else { return nil }
      return blocks(in: text).decisions.first { $0.name == decision }?.name
    }
  }

  private struct Block {
    /// A decision's name, an input's id.
    var name: String
    var text: String
  }

  /// The decisions and inputs of a model as they are written.
  private static func blocks(in text: String) -> (decisions: [Block], inputs: [Block]) {
    func found(_ element: String, _ attribute: String) -> [Block] {
      var blocks: [Block] = []
      var rest = text[...]
      while let start = rest.firstRange(of: "  <\(element) "),
        let end = rest[start.lowerBound...].firstRange(of: "</\(element)>\n")
      {
        let block = rest[start.lowerBound..<end.upperBound]
        let head = block.prefix { $0 != ">" }
        if let at = head.firstRange(of: " \(attribute)=\"") {
          let name = head[at.upperBound...].prefix { $0 != "\"" }
          blocks.append(Block(name: String(name), text: String(block)))
        }
        rest = rest[end.upperBound...]
      }
      return blocks
    }
    return (found("decision", "name"), found("inputData", "id"))
  }
}
