/// Makes the comparisons of which a search or a study is put together: in this process, or wherever runs are kept.
///
/// The result depends on the request alone, so it does not matter who makes it.
public struct ComparisonMaker: Sendable {
  public typealias Progress = @Sendable (Simulation.Progress) -> Void
  public typealias Work =
    @Sendable (SimulationRequest, Population, @escaping Progress) async throws -> ScenarioComparison

  private let work: Work

  /// `work` gets a request with the population that it names.
  public init(_ work: @escaping Work) { self.work = work }

  /// Keeps nothing.
  public static func here(threads: Int) -> ComparisonMaker {
    ComparisonMaker { request, population, progress in
      try await Simulation.run(
        try request.plan(population), threads: threads, progress: progress)
    }
  }

  public func make(
    _ request: SimulationRequest, on population: Population,
    progress: @escaping Progress = { _ in }
  ) async throws -> ScenarioComparison {
    try await work(request, population, progress)
  }
}
