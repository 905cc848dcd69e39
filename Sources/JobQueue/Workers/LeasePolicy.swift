/// When a worker that gives no sign of life loses its jobs.
///
/// Two looks are needed: the first that finds the beat overdue raises a suspicion, a later one takes the
/// jobs. A jump of the server's clock or a restart makes everybody look overdue at once; the time between
/// the looks lets the living beat again.
public struct LeasePolicy: Hashable, Sendable {
  /// Time between two beats.
  public var beat: Duration
  /// Silence after which a worker is suspected.
  public var lease: Duration
  /// Time under suspicion after which its jobs are taken.
  public var grace: Duration
  /// The wait of a job whose first worker was lost; it doubles with each attempt, up to an hour, so that a
  /// job that kills its workers does not take them all down.
  public var rescueDelay: Duration

  public init(
    beat: Duration = .seconds(5), lease: Duration = .seconds(30), grace: Duration = .seconds(15),
    rescueDelay: Duration = .seconds(1)
  ) {
    self.beat = beat
    self.lease = lease
    self.grace = grace
    self.rescueDelay = rescueDelay
  }

  public static let standard = LeasePolicy()
}
