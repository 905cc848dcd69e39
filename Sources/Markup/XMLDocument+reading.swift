import CLibxml2
import Diagnostics

/// libxml2 wants to be initialised once before several threads use it; a global does that.
private let initialized: Bool = {
  markup_initialize()
  return true
}()

extension XMLDocument {
  /// Reads a document in UTF-8.
  ///
  /// Elements, attribute values and character data keep their exact place. A document type
  /// declaration is refused whole, so there are no entities but the five of XML itself: nothing
  /// expands, nothing is fetched. Throws every problem found, each with its position.
  public static func parse(_ bytes: [UInt8], file: String? = nil, limits: Limits = Limits())
    throws(FindingsError) -> XMLDocument
  {
    if let refusal = encodingRefusal(bytes, file: file) ?? sizeRefusal(bytes, limits, file: file) {
      throw FindingsError([refusal])
    }
    let builder = XMLBuilder(bytes: bytes, file: file, limits: limits)
    _ = initialized
    let code = builder.run()
    if builder.findings.isEmpty, code != 0 || builder.root == nil {
      builder.findings.append(
        .error(
          "xml-not-well-formed", "The document is not well-formed XML.", file: file,
          at: SourcePosition(line: 1, column: 1)))
    }
    guard builder.findings.isEmpty, let root = builder.root else {
      throw FindingsError(builder.findings)
    }
    return XMLDocument(root: root, prologue: builder.prologue, epilogue: builder.epilogue)
  }

  /// Reads a document from a string; see `parse(_:file:limits:)`.
  public static func parse(text: String, file: String? = nil) throws(FindingsError) -> XMLDocument {
    try parse(Array(text.utf8), file: file)
  }

  private static func sizeRefusal(_ bytes: [UInt8], _ limits: Limits, file: String?) -> Finding? {
    guard bytes.count > limits.bytes else { return nil }
    return .error(
      "xml-too-large", "The document has \(bytes.count) bytes; at most \(limits.bytes) are read.",
      file: file, remedy: "Split the document.")
  }

  /// Only UTF-8 (and its subset ASCII) is read, so that positions mean the same to every reader.
  private static func encodingRefusal(_ bytes: [UInt8], file: String?) -> Finding? {
    func refusal(_ name: String) -> Finding {
      .error(
        "xml-encoding", "The document is in \(name); only UTF-8 is read.", file: file,
        at: SourcePosition(line: 1, column: 1), remedy: "Save the file as UTF-8.")
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0x00, 0x3C]) || bytes.starts(with: [0x3C, 0x00])
    {
      return refusal("UTF-16")
    }
    guard let declared = declaredEncoding(bytes) else { return nil }
    let name = declared.lowercased()
    return ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) ? nil : refusal(declared)
  }

  /// The `encoding` pseudo-attribute of the XML declaration, if there is one.
  private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let head = Array(bytes[start..<min(bytes.count, start + 200)])
    guard head.starts(with: Array("<?xml".utf8)),
      let end = head.firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    let key = Array("encoding".utf8)
    let text = Array(declaration.utf8)
    var i = 0
    while i + key.count < text.count, !text[i...].starts(with: key) { i += 1 }
    guard i + key.count < text.count else { return nil }
    guard
      let open = text[(i + key.count)...].firstIndex(where: {
        $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
      }), let close = text[(open + 1)...].firstIndex(of: text[open])
    else { return nil }
    return String(decoding: text[(open + 1)..<close], as: UTF8.self)
  }
}
