/// Something that one transaction at a time works on, in whatever process: those that name it take turns.
///
/// A turn begins before the server fixes what the transaction sees and ends after the commit, so that the next
/// one sees all that this one did, whatever its isolation. It is a lock of the server's session: when the connection or
/// the process dies, the server gives it up together with the transaction. Two names that share a key only wait
/// for each other.
public struct Turn: Hashable, Sendable {
  let key: Int64

  public init(_ name: String) { key = Int64(bitPattern: fnv1a(name)) }

  var takeStatement: String { "SELECT pg_advisory_lock(\(key))" }
  var giveStatement: String { "SELECT pg_advisory_unlock(\(key))" }
}

/// The 64-bit FNV-1a hash of a text's UTF-8 bytes.
func fnv1a(_ text: String) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  return hash
}
