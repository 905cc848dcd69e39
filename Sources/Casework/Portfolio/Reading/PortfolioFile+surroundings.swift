extension PortfolioFile {
  func readSignal(_ fields: PortfolioFields) {
    fields.allow("id", "alliance", "subject", "text", "on", "certainty", "source")
    let id = fields.id()
    let subject = fields.text("subject")
    let text = fields.text("text")
    let on = fields.date("on")
    let certainty = fields.word("certainty", as: Certainty.self)
    guard let id, let subject, let text, let on, let certainty else { return }
    keep(
      Signal(
        id: id, alliance: fields.optionalText("alliance"), subject: subject, text: text, on: on,
        certainty: certainty, source: fields.optionalText("source")), fields, \.signals)
  }

  func readRecommendation(_ fields: PortfolioFields) {
    fields.allow("id", "text", "addressee", "owner", "due", "status", "certainty", "source")
    let id = fields.id()
    let text = fields.text("text")
    let addressee = fields.text("addressee")
    let status = fields.word("status", as: FollowUp.self)
    let certainty = fields.word("certainty", as: Certainty.self)
    let due = fields.optionalDate("due")
    guard let id, let text, let addressee, let status, let certainty else { return }
    keep(
      Recommendation(
        id: id, text: text, addressee: addressee, owner: fields.optionalText("owner"), due: due,
        status: status, certainty: certainty, source: fields.optionalText("source")), fields,
      \.recommendations)
  }

  func readCommitment(_ fields: PortfolioFields) {
    fields.allow("id", "text", "owner", "due", "status", "certainty", "source")
    let id = fields.id()
    let text = fields.text("text")
    let status = fields.word("status", as: FollowUp.self)
    let certainty = fields.word("certainty", as: Certainty.self)
    let due = fields.optionalDate("due")
    guard let id, let text, let status, let certainty else { return }
    keep(
      Commitment(
        id: id, text: text, owner: fields.optionalText("owner"), due: due, status: status,
        certainty: certainty, source: fields.optionalText("source")), fields, \.commitments)
  }
}
