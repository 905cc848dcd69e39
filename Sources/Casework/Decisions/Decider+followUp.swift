import LegalCalendar

extension Decider {
  /// Records how far a recommendation or a commitment has been followed up, and moves its obligation along.
  ///
  /// Nil leaves owner or date as they are.
  public mutating func followUp(
    _ key: String, status: FollowUp, owner: String? = nil, due: CivilDate? = nil
  ) throws(Refusal) {
    if state.recommendations[key] != nil {
      edit(Recommendation.self, key) {
        $0.status = status
        $0.owner = owner ?? $0.owner
        $0.due = due ?? $0.due
      }
      return try settleStanding(over: ["recommendation"])
    }
    guard state.commitments[key] != nil else {
      throw Refusal(
        "unknown-follow-up", nl: "Er is geen aanbeveling of toezegging “\(key)”.",
        en: "There is no recommendation or commitment “\(key)”.",
        details: state.recommendations.keys.sorted() + state.commitments.keys.sorted())
    }
    edit(Commitment.self, key) {
      $0.status = status
      $0.owner = owner ?? $0.owner
      $0.due = due ?? $0.due
    }
    try settleStanding(over: ["commitment"])
  }
}
