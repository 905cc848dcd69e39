/// An archive of small files (POSIX ustar), which every system can open.
struct TarFile: Sendable {
  private(set) var bytes: [UInt8] = []

  /// - Parameter files: by path; a path has at most 100 bytes, as all of ours have.
  init(_ files: [String: [UInt8]], below folder: String) {
    for (path, content) in files.sorted(by: { $0.key < $1.key }) {
      add("\(folder)/\(path)", content)
    }
    // Two empty blocks end an archive.
    bytes += [UInt8](repeating: 0, count: 1024)
  }

  private mutating func add(_ path: String, _ content: [UInt8]) {
    precondition(path.utf8.count <= 100, "a path of an archive has at most 100 bytes")
    var head = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      head.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    func octal(_ number: Int, digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(path, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(content.count, digits: 11), at: 124)
    // No time: the same draft is the same bytes.
    put("00000000000", at: 136)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    // The sum counts its own field as blanks.
    put("        ", at: 148)
    let sum = head.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6), at: 148)
    head[154] = 0
    bytes += head + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }
}
