import CLibargon2

/// Hashing and checking passwords with argon2id (RFC 9106): 19 MiB, two passes, one lane.
public enum PasswordHash {
  private static let (passes, kibibytes, lanes) = (UInt32(2), UInt32(19 * 1024), UInt32(1))
  private static let (saltLength, hashLength) = (16, 32)

  /// The encoded form, with a salt of its own. Takes some tens of milliseconds.
  ///
  /// Throws `HashingFault` when memory is short.
  public static func make(_ password: String) throws -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<saltLength).map { _ in
      UInt8.random(in: .min ... .max, using: &generator)
    }
    let bytes = Array(password.utf8)
    let length = argon2_encodedlen(
      passes, kibibytes, lanes, UInt32(saltLength), UInt32(hashLength), Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let code = argon2id_hash_encoded(
      passes, kibibytes, lanes, bytes, bytes.count, salt, salt.count, hashLength, &encoded, length)
    guard code == ARGON2_OK.rawValue else { throw HashingFault(code: code) }
    return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether the password is the one that was hashed; compares in constant time.
  public static func verify(_ password: String, _ encoded: String) -> Bool {
    let bytes = Array(password.utf8)
    return argon2id_verify(encoded, bytes, bytes.count) == ARGON2_OK.rawValue
  }

  /// A hash that no password has, for accounts that do not exist: checking takes the same time.
  static let nobody =
    "$argon2id$v=19$m=19456,t=2,p=1$c3BlZWx2ZWxkLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}

public struct HashingFault: Error, CustomStringConvertible {
  let code: Int32
  public var description: String { "A password could not be hashed (argon2 error \(code))." }
}
