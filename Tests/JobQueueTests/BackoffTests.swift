import JobQueue
import TestSupport
import Testing

@Suite struct BackoffTests {
  @Test func `delays double up to the limit, within the jitter, the same on every machine`() {
    let backoff = Backoff(first: .seconds(2), longest: .seconds(3600), jitter: 200)
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let job = Int64.random(in: 1...Int64.max, using: &random)
      let attempt = Int.random(in: 1...60, using: &random)
      let delay = backoff.delay(job: job, attempt: attempt)
      #expect(delay == backoff.delay(job: job, attempt: attempt))
      let ideal =
        attempt > 11 ? Duration.seconds(3600) : min(.seconds(1 << attempt), .seconds(3600))
      #expect(delay >= ideal * 8 / 10 - .milliseconds(1) && delay <= ideal * 12 / 10)
    }
  }

  @Test func `a thousand jobs that failed together do not return together`() {
    let delays = Set((1...1_000).map { Backoff.standard.delay(job: $0, attempt: 3) })
    #expect(delays.count > 300)
  }
}
