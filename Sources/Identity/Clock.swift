import Casework
import Crypto
import Postgres

extension Moment {
  var stamp: Timestamp { Timestamp(microseconds: microseconds) }

  func adding(seconds: Int64) -> Moment {
    Moment(microseconds: microseconds + seconds * 1_000_000)
  }
}

extension Timestamp {
  var moment: Moment { Moment(microseconds: microseconds) }
}

/// SHA-256 of a token: all that is stored of it. Tokens are 256 random bits, so no salt is needed.
func tokenHash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }
