/// DMN 1.5 §10.3.4.10.
extension FEELRun {
  mutating func context(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    switch builtin {
    case .context: return contextOf(arguments)
    case .contextMerge: return merged(arguments)
    default: break
    }
    guard case .context(let context) = single(arguments[0]) else {
      return wrongType(builtin, 0, arguments[0], "context")
    }
    switch builtin {
    case .getEntries:
      return .list(
        context.entries.map {
          .context(["key": .string($0.name), "value": $0.value])
        })
    case .getValue:
      guard let key = text(builtin, arguments, 1) else { return .null }
      return context[key] ?? fail(.unknownMember, "the context has no `\(key)`")
    default:
      switch arguments[1] {
      case .string(let key):
        var result = context
        result[key] = arguments[2]
        return .context(result)
      case .list(let keys): return put(context, keys[...], arguments[2])
      default: return wrongType(builtin, 1, arguments[1], "string or list of strings")
      }
    }
  }

  /// The context with a value set along a path of keys.
  private mutating func put(
    _ context: FEELContext, _ keys: ArraySlice<FEELValue>, _ value: FEELValue
  ) -> FEELValue {
    guard keys.count <= Parser.deepest else {
      return fail(.limit, "more than \(Parser.deepest) keys in a path")
    }
    guard case .string(let key)? = keys.first else {
      return fail(
        .wrongType, keys.isEmpty ? "the path of keys is empty" : "a key of the path is no string")
    }
    var result = context
    if keys.count == 1 {
      result[key] = value
      return .context(result)
    }
    guard case .context(let inner)? = context[key] else {
      return fail(.wrongType, "`\(key)` is not a context in which a value can be put")
    }
    let changed = put(inner, keys.dropFirst(), value)
    if changed.isNull { return .null }
    result[key] = changed
    return .context(result)
  }

  private mutating func contextOf(_ arguments: [FEELValue]) -> FEELValue {
    guard let entries = items(.context, arguments, 0) else { return .null }
    var result = FEELContext()
    for entry in entries {
      guard case .context(let pair) = entry, case .string(let key)? = pair["key"],
        let value = pair["value"]
      else {
        return fail(.invalidValue, "an entry is a context with a string `key` and a `value`")
      }
      guard result[key] == nil else {
        return fail(.invalidValue, "the key `\(key)` occurs twice")
      }
      result[key] = value
    }
    return .context(result)
  }

  private mutating func merged(_ arguments: [FEELValue]) -> FEELValue {
    guard let contexts = items(.contextMerge, arguments, 0) else { return .null }
    var result = FEELContext()
    for each in contexts {
      guard case .context(let context) = each else {
        return wrongType(.contextMerge, 0, each, "list of contexts")
      }
      for entry in context.entries { result[entry.name] = entry.value }
    }
    return .context(result)
  }
}
