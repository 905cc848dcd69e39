import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Testing

/// A chain of events over organisations, from a seed.
struct RandomChain {
  private var random: UInt64
  private(set) var state = SchemeState()
  private(set) var events: [Event] = []
  private var head = ChainHead.start

  init(seed: UInt64) { random = seed }

  private mutating func next(_ bound: Int) -> Int {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(random >> 33) % bound
  }

  mutating func grow(_ count: Int) throws {
    for _ in 0..<count {
      var records = ChangeSet(from: state)
      for _ in 0...next(3) {
        let key = "org-\(next(6))"
        if next(4) == 0, records.find(Organisation.self, key) != nil {
          records.remove(Organisation.self, key)
        } else {
          records.put(Organisation(id: key, name: "naam \(next(1000))", certainty: .illustrative))
        }
      }
      let draft = EventDraft(kind: "test", subject: "x", changes: records.changes)
      let moment = Moment(microseconds: Int64(events.count) * 1_000_000)
      events.append(head.append(draft, scheme: "s", at: moment, by: "a"))
      for change in records.changes { try state.apply(change) }
    }
  }
}

@Suite struct ChainTests {
  @Test(arguments: UInt64(1)...20)
  func `folding the events gives the state that they were made in`(seed: UInt64) throws {
    var chain = RandomChain(seed: seed)
    try chain.grow(30)
    var replay = Replay()
    for event in chain.events { replay.append(event) }
    #expect(replay.faults.isEmpty)
    #expect(replay.state == chain.state)
  }

  @Test(arguments: UInt64(1)...20)
  func `undoing all events, last first, gives the empty state`(seed: UInt64) throws {
    var chain = RandomChain(seed: seed)
    try chain.grow(20)
    var state = chain.state
    for event in chain.events.reversed() {
      for change in event.undoing(run: "r").changes { try state.apply(change) }
    }
    #expect(state == SchemeState())
  }

  @Test func `a changed, a missing and an exchanged event are each found`() throws {
    var chain = RandomChain(seed: 7)
    try chain.grow(6)
    func faults(_ events: [Event]) -> Set<ChainFault.Kind> {
      var replay = Replay()
      for event in events { replay.append(event) }
      return Set(replay.faults.map(\.kind))
    }
    var missing = chain.events
    missing.remove(at: 2)
    #expect(faults(missing).isSuperset(of: [.gap, .wrongPrevious]))
    var exchanged = chain.events
    exchanged.swapAt(1, 2)
    #expect(faults(exchanged).contains(.wrongPrevious))
    let original = chain.events[3]
    let text = original.body.canonical.replacing("\"a\"", with: "\"b\"")
    let forged = try #require(
      Event(body: JSON.parse(text), previousHash: original.previousHash, hash: original.hash))
    var changed = chain.events
    changed[3] = forged
    #expect(faults(changed) == [.wrongHash])
  }

  @Test func `an event reads back from its stored text with its hash intact`() throws {
    var chain = RandomChain(seed: 3)
    try chain.grow(3)
    for event in chain.events {
      let read = try #require(
        Event(
          body: JSON.parse(event.body.canonical), previousHash: event.previousHash,
          hash: event.hash))
      #expect(read.isIntact)
      #expect(read.body.canonical == event.body.canonical)
    }
  }

  @Test func `net changes join what happens to one record and drop what comes to nothing`() {
    func change(_ key: String, _ before: JSON?, _ after: JSON?) -> Change {
      Change(table: .organisation, key: key, before: before, after: after)
    }
    let net = ChangeSet.net(of: [
      change("a", nil, 1), change("b", 1, 2), change("a", 1, 2), change("b", 2, 1),
      change("c", 5, nil),
    ])
    #expect(net == [change("a", nil, 2), change("c", 5, nil)])
  }

  @Test func `a change that does not fit the record it finds is a conflict`() throws {
    var state = SchemeState()
    let organisation = Organisation(id: "o", name: "n", certainty: .verified)
    let change = try #require(Change.of(organisation, to: nil))
    #expect(throws: ChangeConflict.self) { try state.apply(change) }
  }
}
