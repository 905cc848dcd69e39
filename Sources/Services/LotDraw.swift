import Allocation
import Crypto

/// A draw of lots that is committed to before it is made, and that anybody can repeat.
///
/// The commitment is the SHA-256 of the secret's bytes and is published before the applicants are known. The lot
/// of an applicant is the first eight bytes of the SHA-256 of the secret, a line feed and the applicant's id;
/// the lowest wins. `sha256sum` and a text editor are enough to check it.
public struct LotDraw: Sendable {
  public struct Lot: Hashable, Sendable {
    public let place: Int
    public let applicant: String
    /// Sixteen hexadecimal digits.
    public let digits: String
  }

  private let draw: CommittedDraw

  public init(secret: [UInt8]) {
    draw = CommittedDraw(secret: secret) { bytes in Array(SHA256.hash(data: bytes)) }
  }

  /// What is published beforehand, as 64 hexadecimal digits.
  public var commitment: String {
    draw.commitment.map { Self.digits(UInt64($0), 2) }.joined()
  }

  /// The applicants in the order of their lots, the winner first; equal lots go by id.
  public func lots(of applicants: [String]) -> [Lot] {
    let drawn = applicants.map { (id: $0, lot: draw.lot(of: $0)) }
    let ordered = drawn.sorted { ($0.lot, $0.id) < ($1.lot, $1.id) }
    return ordered.enumerated().map { place, one in
      Lot(place: place + 1, applicant: one.id, digits: Self.digits(one.lot, 16))
    }
  }

  private static func digits(_ number: UInt64, _ width: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
