/// A refusal that carries every reason at once.
public struct FindingsError: Error, Sendable, CustomStringConvertible {
  public var findings: [Finding]

  public init(_ findings: [Finding]) { self.findings = findings }

  public var description: String {
    findings.inReadingOrder().map(\.description).joined(separator: "\n")
  }
}
