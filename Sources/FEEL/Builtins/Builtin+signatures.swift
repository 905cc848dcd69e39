extension Builtin {
  static func declared(_ builtin: Builtin) -> Entry {
    conversion(builtin) ?? text(builtin) ?? list(builtin) ?? numeric(builtin) ?? range(builtin)
      ?? temporalAndContext(builtin)
  }

  private static func conversion(_ builtin: Builtin) -> Entry? {
    switch builtin {
    // The `@` of a literal; the name cannot be written.
    case .atLiteral: Entry("@", Signature("from"))
    case .date: Entry("date", Signature("from"), Signature("year", "month", "day"))
    case .dateAndTime:
      Entry(
        "date and time", Signature("from"), Signature("date", "time"),
        Signature("year", "month", "day", "hour", "minute", "second"),
        Signature("year", "month", "day", "hour", "minute", "second", "offset"),
        Signature("year", "month", "day", "hour", "minute", "second", "timezone"))
    case .time:
      Entry("time", Signature("from"), Signature("hour", "minute", "second", "offset", optional: 1))
    case .number:
      Entry(
        "number", Signature("from"), Signature("from", "grouping separator", "decimal separator"))
    case .string: Entry("string", Signature("from"))
    case .duration: Entry("duration", Signature("from"))
    case .yearsAndMonthsDuration: Entry("years and months duration", Signature("from", "to"))
    case .range: Entry("range", Signature("from"))
    case .not: Entry("not", Signature("negand"))
    case .is: Entry("is", Signature("value1", "value2"))
    default: nil
    }
  }

  private static func text(_ builtin: Builtin) -> Entry? {
    switch builtin {
    case .substring:
      Entry("substring", Signature("string", "start position", "length", optional: 1))
    case .stringLength: Entry("string length", Signature("string"))
    case .upperCase: Entry("upper case", Signature("string"))
    case .lowerCase: Entry("lower case", Signature("string"))
    case .substringBefore: Entry("substring before", Signature("string", "match"))
    case .substringAfter: Entry("substring after", Signature("string", "match"))
    case .replace:
      Entry("replace", Signature("input", "pattern", "replacement", "flags", optional: 1))
    case .contains: Entry("contains", Signature("string", "match"))
    case .startsWith: Entry("starts with", Signature("string", "match"))
    case .endsWith: Entry("ends with", Signature("string", "match"))
    case .matches: Entry("matches", Signature("input", "pattern", "flags", optional: 1))
    case .split: Entry("split", Signature("string", "delimiter"))
    case .stringJoin: Entry("string join", Signature("list", "delimiter", optional: 1))
    default: nil
    }
  }

  private static func list(_ builtin: Builtin) -> Entry? {
    let one = Signature("list", repeats: true)
    switch builtin {
    case .listContains: return Entry("list contains", Signature("list", "element"))
    case .count: return Entry("count", Signature("list"))
    case .min: return Entry("min", one)
    case .max: return Entry("max", one)
    case .sum: return Entry("sum", one)
    case .mean: return Entry("mean", one)
    case .all: return Entry("all", one)
    case .any: return Entry("any", one)
    case .sublist:
      return Entry("sublist", Signature("list", "start position", "length", optional: 1))
    case .append: return Entry("append", Signature("list", "item", repeats: true))
    case .concatenate: return Entry("concatenate", one)
    case .insertBefore: return Entry("insert before", Signature("list", "position", "newItem"))
    case .remove: return Entry("remove", Signature("list", "position"))
    case .listReplace:
      return Entry(
        "list replace", Signature("list", "position", "newItem"),
        Signature("list", "match", "newItem"))
    case .reverse: return Entry("reverse", Signature("list"))
    case .indexOf: return Entry("index of", Signature("list", "match"))
    case .union: return Entry("union", one)
    case .distinctValues: return Entry("distinct values", Signature("list"))
    case .flatten: return Entry("flatten", Signature("list"))
    case .product: return Entry("product", one)
    case .median: return Entry("median", one)
    case .stddev: return Entry("stddev", one)
    case .mode: return Entry("mode", one)
    case .sort: return Entry("sort", Signature("list", "precedes", optional: 1))
    default: return nil
    }
  }

  private static func numeric(_ builtin: Builtin) -> Entry? {
    switch builtin {
    case .decimal: Entry("decimal", Signature("n", "scale"))
    case .floor: Entry("floor", Signature("n", "scale", optional: 1))
    case .ceiling: Entry("ceiling", Signature("n", "scale", optional: 1))
    case .roundUp: Entry("round up", Signature("n", "scale"))
    case .roundDown: Entry("round down", Signature("n", "scale"))
    case .roundHalfUp: Entry("round half up", Signature("n", "scale"))
    case .roundHalfDown: Entry("round half down", Signature("n", "scale"))
    case .abs: Entry("abs", Signature("n"))
    case .modulo: Entry("modulo", Signature("dividend", "divisor"))
    case .sqrt: Entry("sqrt", Signature("number"))
    case .log: Entry("log", Signature("number"))
    case .exp: Entry("exp", Signature("number"))
    case .odd: Entry("odd", Signature("number"))
    case .even: Entry("even", Signature("number"))
    default: nil
    }
  }

  private static func range(_ builtin: Builtin) -> Entry? {
    let points = Signature("point1", "point2")
    let pointRange = Signature("point", "range")
    let rangePoint = Signature("range", "point")
    let ranges = Signature("range1", "range2")
    switch builtin {
    case .before: return Entry("before", points, pointRange, rangePoint, ranges)
    case .after: return Entry("after", points, pointRange, rangePoint, ranges)
    case .meets: return Entry("meets", ranges)
    case .metBy: return Entry("met by", ranges)
    case .overlaps: return Entry("overlaps", ranges)
    case .overlapsBefore: return Entry("overlaps before", ranges)
    case .overlapsAfter: return Entry("overlaps after", ranges)
    case .finishes: return Entry("finishes", pointRange, ranges)
    case .finishedBy: return Entry("finished by", rangePoint, ranges)
    case .includes: return Entry("includes", rangePoint, ranges)
    case .during: return Entry("during", pointRange, ranges)
    case .starts: return Entry("starts", pointRange, ranges)
    case .startedBy: return Entry("started by", rangePoint, ranges)
    case .coincides: return Entry("coincides", points, ranges)
    default: return nil
    }
  }

  private static func temporalAndContext(_ builtin: Builtin) -> Entry {
    switch builtin {
    case .dayOfYear: Entry("day of year", Signature("date"))
    case .dayOfWeek: Entry("day of week", Signature("date"))
    case .monthOfYear: Entry("month of year", Signature("date"))
    case .weekOfYear: Entry("week of year", Signature("date"))
    case .getValue: Entry("get value", Signature("m", "key"))
    case .getEntries: Entry("get entries", Signature("m"))
    case .context: Entry("context", Signature("entries"))
    case .contextPut:
      Entry(
        "context put", Signature("context", "key", "value"), Signature("context", "keys", "value"))
    case .contextMerge: Entry("context merge", Signature("contexts"))
    case .now: Entry("now", Signature())
    default: Entry("today", Signature())
    }
  }
}
