/// The exact optimum of a selection: most points together within the pot and the places.
///
/// Branch and bound, best ratio first. The bound takes the last item in part and, where places are scarce,
/// charges every item a price for its place (a Lagrange multiplier). Integers throughout, so "optimal" needs no tolerance. `limit` steps bound the work;
/// when they are used up the answer is the best found and `isProven` is false.
public struct SelectionOptimum: Sendable {
  public struct Solution: Hashable, Sendable {
    public var chosen: [Bool]
    public var value: Int64
    public var cost: Int64
    /// Whether no better set exists.
    public var isProven: Bool
  }

  private let values: [Int64]
  private let costs: [Int64]
  private let groups: [Int]
  private let groupLimit: Int
  private let capacity: Int64
  private let places: Int
  private var steps = 0

  /// Values and costs must not be negative and each make less than 2⁶² together; groups start at zero.
  public init(
    values: [Int64], costs: [Int64], groups: [Int]? = nil, groupLimit: Int = .max,
    capacity: Int64, places: Int = .max
  ) {
    precondition(values.count == costs.count && values.count == (groups?.count ?? values.count))
    self.values = values
    self.costs = costs
    self.groups = groups ?? Array(values.indices)
    self.groupLimit = groupLimit
    self.capacity = max(0, capacity)
    self.places = places
  }

  /// The best set that holds the first `forced` items.
  public mutating func solve(forced: Int = 0, limit: Int = 20_000_000) -> Solution {
    var search = Search(
      taken: Array(repeating: false, count: values.count),
      counts: Array(repeating: 0, count: (groups.max() ?? -1) + 1), left: capacity, free: places)
    for item in 0..<min(forced, values.count) {
      if fits(item, search) { search.take(item, values[item], costs[item], groups[item]) }
    }
    let open = priced(Array(min(forced, values.count)..<values.count), search)
    search.best = search.taken
    search.bestValue = search.value
    greedy(open.items, &search)
    steps = limit
    explore(open, &search)
    let cost = zip(search.best, costs).reduce(Int64(0)) { $0 + ($1.0 ? $1.1 : 0) }
    return Solution(
      chosen: search.best, value: search.bestValue, cost: cost, isProven: steps > 0)
  }

  private struct Search {
    var taken: [Bool]
    var counts: [Int]
    var left: Int64
    var free: Int
    var value: Int64 = 0
    var best: [Bool] = []
    var bestValue: Int64 = 0

    mutating func take(_ item: Int, _ value: Int64, _ cost: Int64, _ group: Int) {
      taken[item] = true
      counts[group] += 1
      left -= cost
      free -= 1
      self.value += value
    }

    mutating func put(back item: Int, _ value: Int64, _ cost: Int64, _ group: Int) {
      taken[item] = false
      counts[group] -= 1
      left += cost
      free += 1
      self.value -= value
    }
  }

  private func fits(_ item: Int, _ search: Search) -> Bool {
    search.free > 0 && costs[item] <= search.left && search.counts[groups[item]] < groupLimit
  }

  /// A first solution to measure others against.
  private func greedy(_ open: [Int], _ search: inout Search) {
    var trial = search
    for item in open where fits(item, trial) {
      trial.take(item, values[item], costs[item], groups[item])
    }
    if trial.value > search.bestValue {
      search.best = trial.taken
      search.bestValue = trial.value
    }
  }

  /// The open items by what they are worth above the price of a place, for their cost, with running sums
  /// for bounds in logarithmic time.
  private struct Open {
    var items: [Int]
    var price: Int64
    var cost: [Int64] = [0]
    var value: [Int64] = [0]
  }

  private func open(_ items: [Int], price: Int64) -> Open {
    func worth(_ item: Int) -> Int64 { max(0, values[item] - price) }
    let sorted = items.sorted { a, b in
      let left = Int128(worth(a)) * Int128(costs[b])
      let right = Int128(worth(b)) * Int128(costs[a])
      if left != right { return left > right }
      return costs[a] != costs[b] ? costs[a] < costs[b] : a < b
    }
    var open = Open(items: sorted, price: price)
    open.cost.reserveCapacity(items.count + 1)
    open.value.reserveCapacity(items.count + 1)
    for item in sorted {
      open.cost.append((open.cost.last ?? 0) + costs[item])
      open.value.append((open.value.last ?? 0) + worth(item))
    }
    return open
  }

  /// The items with the price of a place at which the money just fills the places; nothing when it
  /// fills fewer anyway. Any price gives a bound; a good one gives a close bound.
  private func priced(_ items: [Int], _ search: Search) -> Open {
    var best = open(items, price: 0)
    guard search.free < items.count else { return best }
    func fills(_ open: Open) -> Int {
      open.items.indices.count { place in
        open.cost[place + 1] <= search.left && values[open.items[place]] > open.price
      }
    }
    guard fills(best) > search.free else { return best }
    var (low, high) = (Int64(0), items.map { values[$0] }.max() ?? 0)
    while low + 1 < high {
      let middle = (low + high) / 2
      let trial = open(items, price: middle)
      if fills(trial) > search.free { low = middle } else { high = middle }
      if bound(trial, 0, search.left, search.free) < bound(best, 0, search.left, search.free) {
        best = trial
      }
    }
    return best
  }

  /// The most that the open items from `start` can add with so much money and so many places.
  private func bound(_ open: Open, _ start: Int, _ left: Int64, _ free: Int) -> Int64 {
    let limit = open.cost[start] + left
    var (low, high) = (start, open.items.count)
    while low < high {
      let middle = (low + high + 1) / 2
      if open.cost[middle] <= limit { low = middle } else { high = middle - 1 }
    }
    var whole = open.value[low] - open.value[start]
    if open.price > 0 { whole += open.price * Int64(min(free, open.items.count - start)) }
    guard low < open.items.count else { return whole }
    let item = open.items[low]
    let rest = Int128(limit - open.cost[low])
    let worth = Int128(max(0, values[item] - open.price))
    return whole + Int64(worth * rest / Int128(costs[item]))
  }

  /// Depth first without recursion: `path` holds the places taken, the last at the end.
  private mutating func explore(_ open: Open, _ search: inout Search) {
    var path: [Int] = []
    var place = 0
    while steps > 0 {
      steps -= 1
      if search.value > search.bestValue {
        search.best = search.taken
        search.bestValue = search.value
      }
      if place < open.items.count, search.free > 0,
        search.value + bound(open, place, search.left, search.free) > search.bestValue
      {
        let item = open.items[place]
        if fits(item, search) {
          search.take(item, values[item], costs[item], groups[item])
          path.append(place)
        }
        place += 1
      } else if let last = path.popLast() {
        let item = open.items[last]
        search.put(back: item, values[item], costs[item], groups[item])
        place = last + 1
      } else {
        return
      }
    }
  }
}
