import Diagnostics

extension Portfolio {
  public static func parse(_ bytes: [UInt8], file: String) -> (Portfolio?, [Finding]) { (nil, []) }
}
