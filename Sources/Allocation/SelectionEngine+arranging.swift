/// The order in which applicants are served: the ranking, changed by lot, spread and reserve.
extension SelectionEngine {
  mutating func arrange(_ lots: [UInt64]) {
    if rules.drawnPlaces > 0 {
      let sure = min(rules.places - rules.drawnPlaces, sequence.count)
      sequence[sure...].sort { a, b in lots[a] != lots[b] ? lots[a] < lots[b] : a < b }
    }
    spread(places: rules.places)
    if let reserve = rules.reserve { bringForward(reserve) }
  }

  /// Puts in front those who fill the places when each theme gets its least number first.
  ///
  /// Who is in front keeps the order among themselves, and so do the others.
  mutating func spread(places: Int) {
    guard rules.minimumPerTheme > 0, sequence.count > places else { return }
    for theme in themeCount.indices { themeCount[theme] = 0 }
    // Sure of a place: the first of each theme, as far as there are places.
    var sure = 0
    for index in sequence where sure < places && themeCount[theme[index]] < rules.minimumPerTheme {
      themeCount[theme[index]] += 1
      sure += 1
    }
    var open = places - sure
    for theme in themeCount.indices { themeCount[theme] = 0 }
    chosen.removeAll(keepingCapacity: true)
    rest.removeAll(keepingCapacity: true)
    for index in sequence {
      if themeCount[theme[index]] < rules.minimumPerTheme, sure > 0 {
        themeCount[theme[index]] += 1
        sure -= 1
        chosen.append(index)
      } else if open > 0 {
        open -= 1
        chosen.append(index)
      } else {
        rest.append(index)
      }
    }
    join()
  }

  /// Puts small alliances in front until their requests reach the reserved share of the pot.
  private mutating func bringForward(_ reserve: Reserve) {
    let target = reserve.share.of(rules.pot.cents)
    var reached: Int64 = 0
    chosen.removeAll(keepingCapacity: true)
    rest.removeAll(keepingCapacity: true)
    for index in sequence {
      // One that would not fit in the pot is not kept waiting in front of those that do.
      if small[index], reached < target, ask[index] <= rules.pot.cents - reached {
        reached += ask[index]
        chosen.append(index)
      } else {
        rest.append(index)
      }
    }
    join()
  }

  private mutating func join() {
    sequence.removeAll(keepingCapacity: true)
    sequence.append(contentsOf: chosen)
    sequence.append(contentsOf: rest)
  }
}
