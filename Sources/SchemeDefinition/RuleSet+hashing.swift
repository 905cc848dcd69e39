import Crypto

extension RuleSet {
  /// SHA-256 over paths and bytes in the order of the paths, as hexadecimal digits.
  ///
  /// Path and length go before each file's bytes, so that no two sets of files give one stream.
  static func hash(of files: [String: [UInt8]]) -> String {
    var sha = SHA256()
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      sha.update(data: Array("\(path)\0\(bytes.count)\0".utf8))
      sha.update(data: bytes)
    }
    return hexadecimal(sha.finalize())
  }

  /// SHA-256 of one file, as hexadecimal digits.
  static func hash(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
