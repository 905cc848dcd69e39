import Allocation

extension RankingStudy {
  /// Makes so many draws, several blocks of them at a time; the result does not depend on `threads`.
  ///
  /// Throws `CancellationError` when the task is cancelled.
  public func run(draws: Int, seed: UInt64, threads: Int) async throws -> RankingSums {
    let count = max(1, min(threads, 64))
    let size = max(1, (draws + count - 1) / count)
    var parts: [RankingSums] = []
    try await withThrowingTaskGroup(of: RankingSums.self) { group in
      for start in stride(from: 0, to: draws, by: size) {
        group.addTask {
          try Task.checkCancellation()
          return self.run(start..<min(start + size, draws), seed: seed)
        }
      }
      for try await part in group { parts.append(part) }
    }
    parts.sort { $0.draws.lowerBound < $1.draws.lowerBound }
    var whole = run(0..<0, seed: seed)
    for part in parts { whole.append(part) }
    return whole
  }
}
