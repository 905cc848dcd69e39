/// Values of the `conf:` vocabulary in FEEL.
enum ConfExpression {
  static func feel(_ word: String, _ value: String) -> String? {
    switch word {
    case "quoteExpr": "\"\(value)\""
    case "illegalExpr": "1 +"
    case "illegalArray": "7"
    case "invalidSessionID", "invalidSendTypeExpr": "27"
    case "array123": "[1,2,3]"
    case "extendArray": "append(Var\(value), 4)"
    case "someInlineVal": "123"
    case "varNonexistentStruct": "Var\(value).bar"
    case "eventName": "_event.name"
    case "eventType": "_event.type"
    case "eventSendid": "_event.sendid"
    case "eventField": "_event.\(value)"
    case "eventRaw": "string(_event)"
    case "eventDataFieldValue", "eventDataParamValue": "_event.data.\(value)"
    case "eventDataNamelistValue": "_event.data.Var\(value)"
    case "systemVarExpr": value
    case "scxmlEventIOLocation":
      "get value(_ioprocessors, \"http://www.w3.org/TR/scxml/#SCXMLEventProcessor\").location"
    default: nil
    }
  }
}

/// Conditions of the `conf:` vocabulary in FEEL.
enum ConfCondition {
  static func feel(_ word: String, _ value: String) -> String? {
    switch word {
    case "true", "false": word
    case "nonBoolean": "\"x\""
    case "inState": "In(\"\(value)\")"
    case "isBound": "Var\(value) != null"
    case "systemVarIsBound": "\(value) != null"
    case "unboundVar", "noValue": "Var\(value) = null"
    case "idVal", "namelistIdVal", "idSystemVarVal": comparison(value) { quotes($0) }
    case "idQuoteVal": comparison(value) { "\"\($0)\"" }
    case "compareIDVal": comparison(value) { "Var\($0)" }
    case "VarEqVar", "VarEqVarStruct": pair(value) { "\($0) = \($1)" }
    case "varPrefix": pair(value) { "starts with(\($1), \($0))" }
    case "idSomeVal": "Var\(value) = 123"
    case "eventNameVal": "_event.name = \"\(value)\""
    case "originTypeEq": "_event.origintype = \"\(value)\""
    case "nameVarVal": "_name = \"\(value)\""
    case "eventdataVal": "_event.data = \(quotes(value))"
    case "eventdataSomeVal": "_event.data = 123"
    case "eventvarVal": comparison(value) { quotes($0) }.map { "_event.data.\($0)" }
    case "emptyEventData": "_event.data = null"
    case "eventFieldHasNoValue": "_event.\(value) = null"
    case "eventFieldsAreBound":
      "every field in [\"name\", \"type\", \"sendid\", \"origin\", \"origintype\", \"invokeid\", "
        + "\"data\"] satisfies list contains(get entries(_event).key, field)"
    default: nil
    }
  }

  /// `1<=2` as `Var1 <= 2`, the right side as `right` writes it.
  private static func comparison(_ text: String, _ right: (String) -> String) -> String? {
    guard let start = text.firstIndex(where: { "=<>".contains($0) }) else { return nil }
    let rest = text[start...].drop { "=<>".contains($0) }
    let sign = text[start..<rest.startIndex]
    return "Var\(text[..<start].trimmed) \(sign == "==" ? "=" : sign) \(right(rest.trimmed))"
  }

  private static func pair(_ text: String, _ join: (String, String) -> String) -> String? {
    let parts = text.split(separator: " ")
    return parts.count == 2 ? join("Var\(parts[0])", "Var\(parts[1])") : nil
  }

  private static func quotes(_ text: String) -> String {
    text.replacing("'", with: "\"")
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmed: String {
    let head = drop { $0.isWhitespace }
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
