import Foundation

/// How long work takes.
enum Timing {
  /// Microseconds for one turn of `work`: one sample per run, each of as many turns as fill the least time.
  ///
  /// Counted in processor time of this thread, so that other programs on the machine do not count.
  /// `work` is told the number of its turn, so that it can go through different inputs.
  static func perTurn(
    runs: Int, least: Double = 0.15, _ work: (Int) throws -> Void
  ) rethrows -> [Double] {
    var turns = 1
    while true {
      let taken = try threadSeconds { for turn in 0..<turns { try work(turn) } }
      if taken >= least / 4 {
        turns = max(1, Int(Double(turns) * least / taken))
        break
      }
      turns *= 4
    }
    var samples: [Double] = []
    for _ in 0..<runs {
      let taken = try threadSeconds { for turn in 0..<turns { try work(turn) } }
      samples.append(taken / Double(turns) * 1_000_000)
    }
    return samples
  }

  private static func threadSeconds(_ work: () throws -> Void) rethrows -> Double {
    let start = read(CLOCK_THREAD_CPUTIME_ID)
    try work()
    return read(CLOCK_THREAD_CPUTIME_ID) - start
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  static func seconds<T>(of work: () throws -> T) rethrows -> (T, Double) {
    let start = ContinuousClock.now
    let value = try work()
    return (value, (ContinuousClock.now - start) / .seconds(1))
  }

  static func seconds<T>(of work: () async throws -> T) async rethrows -> (T, Double) {
    let start = ContinuousClock.now
    let value = try await work()
    return (value, (ContinuousClock.now - start) / .seconds(1))
  }

  /// Processor time of this process so far, in seconds.
  static var processorSeconds: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// Processor time of another process so far, in seconds; 0 where the system does not tell.
  static func processorSeconds(of process: Int) -> Double {
    guard
      let text = try? String(
        contentsOf: URL(filePath: "/proc/\(process)/schedstat"), encoding: .utf8),
      let nanoseconds = text.split(separator: " ").first.flatMap({ Double($0) })
    else { return 0 }
    return nanoseconds / 1e9
  }
}

/// Keeps the optimiser from leaving out work whose result nobody reads.
///
/// Not optimised itself, so that no caller is compiled in the knowledge that it does nothing; a call costs
/// a nanosecond or two.
@inline(never)
@_optimize(none)
func keep<T>(_ value: T) {}
