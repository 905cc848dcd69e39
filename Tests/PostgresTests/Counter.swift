import Synchronization

/// A number that tasks and closures on connection threads share.
final class Counter: Sendable {
  private let number: Mutex<Int>

  init(_ number: Int = 0) { self.number = Mutex(number) }

  var value: Int {
    get { number.withLock { $0 } }
    set { number.withLock { $0 = newValue } }
  }

  /// Adds one; gives the number after it.
  @discardableResult
  func increment() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}
