import TestSupport
import Testing

@testable import Postgres

@Suite struct PoolStateTests {
  private let second: Int64 = 1_000_000_000

  private func state(_ maximum: Int) -> PoolState {
    PoolState(maximum: maximum, lifetime: 100 * second, idleTimeout: 10 * second)
  }

  @Test func `the first to ask gets a new connection and the next the one that came back`() {
    var pool = state(2)
    #expect(pool.acquire(1, now: 0) == [.open(1)])
    #expect(pool.opened(1, now: 0) == [.grant(1, 1)])
    #expect(pool.release(1, usable: true, now: 0).isEmpty)
    #expect(pool.acquire(2, now: 0) == [.grant(2, 1)])
  }

  @Test func `an idle connection is taken at once, unless it is old or others wait`() {
    var pool = state(1)
    #expect(pool.takeIdle(now: 0) == nil)
    _ = pool.acquire(1, now: 0)
    _ = pool.opened(1, now: 0)
    _ = pool.release(1, usable: true, now: 0)
    #expect(pool.takeIdle(now: 11 * second) == nil)
    #expect(pool.takeIdle(now: 5 * second) == 1)
    #expect(pool.leasedCount == 1)
    #expect(pool.takeIdle(now: 5 * second) == nil)
    _ = pool.acquire(2, now: 5 * second)
    _ = pool.release(1, usable: true, now: 101 * second)
    #expect(pool.takeIdle(now: 101 * second) == nil)
  }

  @Test func `those who wait are served in turn`() {
    var pool = state(1)
    #expect(pool.acquire(1, now: 0) == [.open(1)])
    #expect(pool.acquire(2, now: 0).isEmpty)
    #expect(pool.acquire(3, now: 0).isEmpty)
    #expect(pool.opened(1, now: 0) == [.grant(1, 1)])
    #expect(pool.release(1, usable: true, now: 0) == [.grant(2, 1)])
    #expect(pool.release(1, usable: true, now: 0) == [.grant(3, 1)])
  }

  @Test func `a broken connection is closed and replaced for who waits`() {
    var pool = state(1)
    _ = pool.acquire(1, now: 0)
    _ = pool.opened(1, now: 0)
    _ = pool.acquire(2, now: 0)
    #expect(pool.release(1, usable: false, now: 0) == [.close(1), .open(2)])
  }

  @Test func `a connection past its life is closed when it comes back`() {
    var pool = state(1)
    _ = pool.acquire(1, now: 0)
    _ = pool.opened(1, now: 0)
    #expect(pool.release(1, usable: true, now: 101 * second) == [.close(1)])
  }

  @Test func `a connection nobody used is closed`() {
    var pool = state(2)
    _ = pool.acquire(1, now: 0)
    _ = pool.opened(1, now: 0)
    _ = pool.release(1, usable: true, now: 0)
    #expect(pool.acquire(2, now: 11 * second) == [.close(1), .open(2)])
  }

  @Test func `a failed opening is told to the first who waits and tried again for the next`() {
    var pool = state(1)
    _ = pool.acquire(1, now: 0)
    _ = pool.acquire(2, now: 0)
    #expect(pool.openFailed(1) == 1)
    #expect(pool.refill(now: 0) == [.open(2)])
  }

  @Test func `who gave up is not served, and one served before cannot give up`() {
    var pool = state(1)
    _ = pool.acquire(1, now: 0)
    _ = pool.acquire(2, now: 0)
    #expect(pool.giveUp(2, .exhausted) == [.fail(2, .exhausted)])
    _ = pool.opened(1, now: 0)
    #expect(pool.giveUp(1, .cancelled).isEmpty)
    #expect(pool.release(1, usable: true, now: 0).isEmpty)
  }

  @Test func `a closed pool refuses, and closes what comes back`() {
    var pool = state(2)
    _ = pool.acquire(1, now: 0)
    _ = pool.opened(1, now: 0)
    _ = pool.acquire(2, now: 0)
    #expect(pool.close() == [.fail(2, .closed)])
    #expect(pool.acquire(3, now: 0) == [.fail(3, .closed)])
    #expect(pool.release(1, usable: true, now: 0) == [.close(1)])
    #expect(pool.opened(2, now: 0) == [.close(2)])
  }

  @Test(arguments: 0..<20) func `no order of events exceeds the maximum or loses a waiter`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    var pool = state(Int.random(in: 1...4, using: &random))
    var (opening, leased, waiting): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])
    var (waiter, now) = (0, Int64(0))
    func apply(_ actions: [PoolState.Action]) {
      for action in actions {
        switch action {
        case .grant(let waiter, let id):
          #expect(waiting.remove(waiter) != nil)
          #expect(leased.insert(id).inserted)
        case .open(let id): #expect(opening.insert(id).inserted)
        case .close(let id): #expect(!leased.contains(id))
        case .fail(let waiter, _): #expect(waiting.remove(waiter) != nil)
        }
      }
      #expect(pool.total <= pool.maximum)
      #expect(pool.leasedCount == leased.count)
      #expect(pool.waiterCount == waiting.count)
      // Nobody waits while a connection is free or may be opened.
      #expect(waiting.isEmpty || pool.idleCount == 0)
      #expect(waiting.count <= opening.count || pool.total == pool.maximum)
    }
    for _ in 0..<500 {
      now += .random(in: 0...2 * second, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1:
        waiter += 1
        waiting.insert(waiter)
        apply(pool.acquire(waiter, now: now))
      case 2:
        guard let id = opening.sorted().randomElement(using: &random) else { continue }
        opening.remove(id)
        if Bool.random(using: &random) {
          apply(pool.opened(id, now: now))
        } else {
          if let failed = pool.openFailed(id) { waiting.remove(failed) }
          apply(pool.refill(now: now))
        }
      case 3:
        guard let id = leased.sorted().randomElement(using: &random) else { continue }
        leased.remove(id)
        apply(pool.release(id, usable: Int.random(in: 0..<4, using: &random) > 0, now: now))
      default:
        guard let one = waiting.sorted().randomElement(using: &random) else { continue }
        apply(pool.giveUp(one, .cancelled))
      }
    }
  }
}
