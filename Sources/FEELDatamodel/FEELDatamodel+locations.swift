import FEEL
import Statechart

extension FEELDatamodel {
  public func read(_ location: ChartExpression, in scope: EvaluationScope) -> Evaluation {
    let path = Self.path(location.text)
    guard let first = path.first, path.allSatisfy(isPlainName) else {
      return Evaluation(
        .null, problem: Problem("\"\(location.text)\" is no location.", at: location.position))
    }
    guard scope.data[first] != nil || host[first] != nil || Self.systemNames.contains(first) else {
      return Evaluation(.null, problem: undeclared(first, location))
    }
    return evaluate(location, in: scope)
  }

  public func assign(
    _ value: ChartValue, to location: ChartExpression, in scope: inout EvaluationScope
  ) -> Problem? {
    let path = Self.path(location.text)
    guard let first = path.first, path.allSatisfy(isPlainName) else {
      return Problem("\"\(location.text)\" is no location.", at: location.position)
    }
    if Self.systemNames.contains(first) || first.hasPrefix("_") {
      return Problem(
        "\"\(first)\" belongs to the platform and is read-only.", at: location.position)
    }
    guard let old = scope.data[first] else {
      if host[first] != nil {
        return Problem(
          "\"\(first)\" is a fact of the host and is read-only.", at: location.position)
      }
      return undeclared(first, location)
    }
    guard let new = Self.replacing(old, path.dropFirst(), with: value) else {
      return Problem(
        "\"\(location.text)\" leads through something that is no context.", at: location.position)
    }
    scope.data[first] = new
    return nil
  }

  public func isLegalName(_ name: String) -> Bool {
    isPlainName(name) && !name.hasPrefix("_") && !Self.systemNames.contains(name)
      && host[name] == nil
  }

  /// Text inside `<data>`, `<assign>` or `<content>`: a number, a truth value, null, or a list, context,
  /// string or `@"…"` in FEEL's notation is that value; anything else is the text with its spaces
  /// normalised.
  public func inlineValue(_ text: String) -> ChartValue {
    let words = text.split(whereSeparator: \.isWhitespace).map { String($0) }
    let trimmed = words.joined(separator: " ")
    guard Self.looksLikeLiteral(trimmed),
      let expression = try? FEELExpression.compile(text, names: [])
    else { return .string(trimmed) }
    let outcome = expression.evaluate()
    guard outcome.diagnostics.isEmpty, let value = ChartValue(outcome.value) else {
      return .string(trimmed)
    }
    return value
  }

  private static func looksLikeLiteral(_ text: String) -> Bool {
    if ["true", "false", "null"].contains(text) { return true }
    guard let first = text.first else { return false }
    if "[{\"@".contains(first) { return true }
    return text.unicodeScalars.enumerated().allSatisfy { index, scalar in
      ("0"..."9").contains(scalar) || scalar == "." || (index == 0 && scalar == "-")
    }
  }

  private static func path(_ text: String) -> [String] {
    text.split(separator: ".", omittingEmptySubsequences: false).map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// One word of letters, digits and underscores that starts with no digit and is no keyword.
  private func isPlainName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    let keywords = [
      "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not",
      "between", "instance", "of", "function", "external", "true", "false", "null",
    ]
    return !keywords.contains(name)
      && name.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
  }

  private func undeclared(_ name: String, _ location: ChartExpression) -> Problem {
    Problem("The chart declares no variable \"\(name)\".", at: location.position)
  }

  private static func replacing(
    _ old: ChartValue, _ path: ArraySlice<String>, with value: ChartValue
  ) -> ChartValue? {
    guard let name = path.first else { return value }
    guard case .context(var members) = old else { return nil }
    if let index = members.firstIndex(where: { $0.name == name }) {
      guard let inner = replacing(members[index].value, path.dropFirst(), with: value) else {
        return nil
      }
      members[index].value = inner
    } else {
      guard path.count == 1 else { return nil }
      members.append(ChartValue.Member(name, value))
    }
    return .context(members)
  }
}
