import Casework
import Crypto
import Delivery
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// Subscribes an address to events from now on; the secret is shown once.
  ///
  /// `types` are beginnings of event types; none for all. `random` is 32 bytes fit for secrets. Throws a
  /// `DeliveryFault` for an address that is not https.
  public func addWebhook(
    scheme: String, url: String, types: [String], organisation: String?, random: [UInt8]
  ) async throws -> (subscription: WebhookStore.Subscription, secret: String) {
    try WebhookCall.check(url: url)
    let system = "speelveld:\(scheme)"
    let source =
      if let organisation {
        try CloudEvent.source(organisation: organisation, system: system)
      } else { "urn:\(system)" }
    let secret = WebhookSignature.secret(from: random)
    let subscription = WebhookStore.Subscription(
      id: String(SHA256.hash(data: random).hex.prefix(8)), url: url, source: source, types: types,
      createdAt: clock(), createdBy: actor)
    return try await pool.transaction {
      db -> (subscription: WebhookStore.Subscription, secret: String) in
      _ = try activeScheme(db, scheme)
      try WebhookStore.insert(db, scheme, subscription, secret: secret)
      return (subscription, secret)
    }
  }

  public func webhooks(scheme: String) async throws -> [WebhookStore.Subscription] {
    try await pool.read { db in try WebhookStore.all(db, scheme) }
  }

  /// Ends a subscription; what waited for it is taken back. Throws a `Refusal` when there is none.
  @discardableResult
  public func endWebhook(scheme: String, id: String) async throws -> WebhookStore.Subscription {
    let now = clock()
    return try await pool.transaction { db in
      let isDone = try WebhookStore.end(db, scheme, id, at: now)
      guard isDone, let ended = try WebhookStore.all(db, scheme).first(where: { $0.id == id })
      else {
        throw Refusal(
          "unknown-webhook", nl: "Er is geen abonnement “\(id)”.",
          en: "There is no subscription “\(id)”.", details: ["speelveld webhook list"])
      }
      return ended
    }
  }
}
