extension FEELType {
  /// Whether a value is an instance of the type, `instance of` of the language. Null is of no type but
  /// inside lists and contexts of every type.
  public func admits(_ value: FEELValue) -> Bool {
    switch (self, value) {
    case (.null, .null): true
    case (_, .null): false
    case (.any, _): true
    default: admitsNested(value)
    }
  }

  private func admitsNested(_ value: FEELValue) -> Bool {
    switch (self, value) {
    case (_, .null), (.any, _), (.number, .number), (.string, .string), (.boolean, .boolean),
      (.date, .date), (.time, .time), (.dateTime, .dateTime),
      (.yearMonthDuration, .yearMonthDuration), (.dayTimeDuration, .dayTimeDuration):
      return true
    case (.list(let element), .list(let items)):
      return element == .any || items.allSatisfy(element.admitsNested)
    case (.context(let fields), .context(let context)):
      return fields.allSatisfy { field in
        context[field.name].map(field.type.admitsNested) ?? false
      }
    case (.range(let element), .range(let range)):
      return [range.start, range.end].allSatisfy { $0.map(element.admitsNested) ?? true }
    case (.function(let parameters, let result), .function(let function)):
      return function.fits(parameters, result)
    default: return false
    }
  }

  /// The value as this type, DMN 1.5 §10.3.2.9.4: unchanged when it conforms, out of or into a list of
  /// one, a date as its midnight in UTC where a date and time is asked; nil when nothing fits.
  ///
  /// Null fits every type.
  public func coerce(_ value: FEELValue) -> FEELValue? {
    if self == .any || admitsNested(value) { return value }
    if case .list(let items) = value, items.count == 1, admitsNested(items[0]) { return items[0] }
    switch (self, value) {
    case (.list, .list): return nil
    case (.list(let element), _) where element.admitsNested(value): return .list([value])
    case (.dateTime, .date(let date)):
      return .dateTime(FEELDateTime(date: date, offsetSeconds: 0))
    default: break
    }
    return nil
  }
}

extension FEELFunction {
  /// Whether the function can be called with such parameters for such a result.
  ///
  /// A function that does not declare its result may give anything, and a built-in settles the types of its
  /// arguments when it is called: only their number is asked of it.
  fileprivate func fits(_ asked: [FEELType]?, _ result: FEELType) -> Bool {
    guard self.result == .any || self.result.conforms(to: result) else { return false }
    guard let asked else { return true }
    if case .builtin(let builtin) = body {
      return builtin.takes(asked.count)
    }
    return asked.count == parameters.count
      && zip(asked, parameters).allSatisfy { $0.conforms(to: $1.type) }
  }
}
