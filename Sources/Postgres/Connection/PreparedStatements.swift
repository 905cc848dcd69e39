/// The prepared statements of one connection, by SQL text; the least recently used leaves first.
struct PreparedStatements {
  struct Plan {
    let name: String
    let parameters: [PostgresType]
    let shape: Rows.Shape
  }

  let limit: Int
  private var plans: [String: (plan: Plan, used: UInt64)] = [:]
  private var names: Set<String> = []
  private var clock: UInt64 = 0
  /// Server-side names still to be given up.
  var discarded: [String] = []

  init(limit: Int) { self.limit = max(1, limit) }

  var count: Int { plans.count }

  mutating func plan(for sql: String) -> Plan? {
    clock += 1
    guard let index = plans.index(forKey: sql) else { return nil }
    plans.values[index].used = clock
    return plans.values[index].plan
  }

  /// The content-derived name, with a number behind it where two texts share a hash.
  func freeName(for statement: Statement) -> String {
    let base = statement.preparedName
    var (name, number) = (base, 1)
    while names.contains(name) || discarded.contains(name) {
      number += 1
      name = "\(base)_\(number)"
    }
    return name
  }

  mutating func insert(_ plan: Plan, for sql: String) {
    if plans.count >= limit, let oldest = plans.min(by: { $0.value.used < $1.value.used }) {
      discarded.append(oldest.value.plan.name)
      names.remove(oldest.value.plan.name)
      plans[oldest.key] = nil
    }
    clock += 1
    plans[sql] = (plan, clock)
    names.insert(plan.name)
  }
}
