import Diagnostics
import ExactNumbers
import FEEL
import LegalCalendar
import Yams

extension YAMLMapping {
  /// The field as a value of FEEL: numbers exactly as written, dates from year-month-day, quoted texts
  /// always as texts.
  func value(_ key: String) -> FEELValue? {
    guard let node = node(key) else {
      error(
        "missing-field", "The field \"\(key)\" is missing.", at: key, remedy: "Add `\(key): …`.")
      return nil
    }
    return value(of: node, depth: 0)
  }

  private func value(of node: Node, depth: Int) -> FEELValue? {
    guard depth < 32 else {
      log.error(
        "too-deep", "Lists and fields are nested more than 32 deep.", in: file,
        at: node.mark.map(SourcePosition.init), remedy: "Flatten the value.")
      return nil
    }
    switch node {
    case .scalar(let scalar): return value(of: scalar)
    case .sequence(let sequence):
      return .list(sequence.compactMap { value(of: $0, depth: depth + 1) })
    case .mapping(let mapping):
      return .context(
        FEELContext(
          mapping.compactMap { key, item in
            guard let name = key.scalar?.string, let value = value(of: item, depth: depth + 1)
            else { return nil }
            return (name, value)
          }))
    case .alias: return nil
    }
  }

  private func value(of scalar: Node.Scalar) -> FEELValue {
    let text = scalar.string
    guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null", "~", "": return .null
    default: break
    }
    if let number = Decimal128(text) { return .number(number) }
    if let date = CivilDate(iso: text) { return .date(date) }
    return .string(text)
  }
}
