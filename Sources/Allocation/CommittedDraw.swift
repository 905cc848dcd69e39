/// A draw of lots that nobody can steer and anybody can repeat.
///
/// Before the applications are known the body publishes the digest of a secret (`commitment`). After
/// the ranking it reveals the secret; the lot of an applicant is the start of the digest of the
/// secret, a line feed and the applicant's id. The lowest lot wins. The digest is SHA-256 in practice;
/// it is handed in, because engines bring no cryptography of their own.
public struct CommittedDraw: Sendable {
  public typealias Digest = @Sendable ([UInt8]) -> [UInt8]

  private let secret: [UInt8]
  private let digest: Digest

  public init(secret: [UInt8], digest: @escaping Digest) {
    self.secret = secret
    self.digest = digest
  }

  /// What is published beforehand.
  public var commitment: [UInt8] { digest(secret) }

  /// Whether the revealed secret is the one that was committed to.
  public func keeps(_ published: [UInt8]) -> Bool { commitment == published }

  /// The lot of an applicant; the lowest wins, equal lots go by id.
  public func lot(of applicant: String) -> UInt64 {
    digest(secret + [0x0A] + Array(applicant.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The lots of a pool's alliances, in the pool's order.
  public func lots(of pool: ApplicantPool) -> [UInt64] { pool.alliances.map { lot(of: $0.id) } }
}
