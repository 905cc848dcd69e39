import ExactNumbers

/// The result of an operation of the test language on numbers; the outer nil when it is not known.
func decimalResult(
  _ operation: String, _ operands: [Decimal128], rounding: Rounding,
  status: inout Decimal128.Status
) -> Decimal128?? {
  switch operands.count {
  case 1: return unaryResult(operation, operands[0], rounding, &status)
  case 2:
    let result = binaryResult(operation, operands[0], operands[1], rounding, &status)
    // These choose an operand and have no conditions of their own.
    if operation.hasPrefix("max") || operation.hasPrefix("min"), result??.isSubnormal == true {
      status.insert(.subnormal)
    }
    return result
  case 3 where operation == "fma":
    return .some(operands[0].fma(operands[1], operands[2], rounding: rounding, status: &status))
  default: return nil
  }
}

private func unaryResult(
  _ operation: String, _ x: Decimal128, _ rounding: Rounding, _ status: inout Decimal128.Status
) -> Decimal128?? {
  switch operation {
  case "abs": .some(x.magnitude.plus(rounding: rounding, status: &status))
  case "plus": .some(x.plus(rounding: rounding, status: &status))
  case "minus": .some(x.minus(rounding: rounding, status: &status))
  case "apply", "copy", "canonical", "tosci", "toeng": .some(x)
  case "copyabs": .some(x.magnitude)
  case "copynegate": .some(x.withSignChanged)
  case "reduce": .some(x.reduced(status: &status))
  case "tointegral": .some(x.integral(rounding))
  case "tointegralx": .some(x.integral(rounding: rounding, status: &status))
  case "squareroot": .some(x.squareRoot(status: &status))
  case "exp": .some(x.exp(status: &status))
  case "ln": .some(x.ln(status: &status))
  case "log10": .some(x.log10(status: &status))
  default: nil
  }
}

private func binaryResult(
  _ operation: String, _ x: Decimal128, _ y: Decimal128, _ rounding: Rounding,
  _ status: inout Decimal128.Status
) -> Decimal128?? {
  switch operation {
  case "add": .some(x.adding(y, rounding: rounding, status: &status))
  case "subtract": .some(x.subtracting(y, rounding: rounding, status: &status))
  case "multiply": .some(x.multiplied(by: y, rounding: rounding, status: &status))
  case "divide": .some(x.divided(by: y, rounding: rounding, status: &status))
  case "divideint": .some(x.integerQuotient(by: y, status: &status))
  case "remainder": .some(x.remainder(dividingBy: y, status: &status))
  case "remaindernear": .some(x.remainderNear(dividingBy: y, status: &status))
  case "quantize": .some(x.quantized(exponent: y.exponent, rounding: rounding, status: &status))
  case "compare", "comparesig": .some(Decimal128(Decimal128.order(x, y)))
  case "comparetotal": .some(Decimal128(Decimal128.totalOrder(x, y)))
  case "comparetotmag": .some(Decimal128(Decimal128.totalOrder(x.magnitude, y.magnitude)))
  case "copysign": .some(x.isNegative == y.isNegative ? x : x.withSignChanged)
  case "samequantum": .some(x.exponent == y.exponent ? 1 : 0)
  case "max": .some(Decimal128.maximum(x, y))
  case "min": .some(Decimal128.minimum(x, y))
  case "maxmag": .some(Decimal128.maximumMagnitude(x, y))
  case "minmag": .some(Decimal128.minimumMagnitude(x, y))
  case "power": .some(x.power(y, rounding: rounding, status: &status))
  default: nil
  }
}
