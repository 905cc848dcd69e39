import Delivery
import JSONText
import Testing

@Suite struct WebhookTests {
  private let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  private func event(_ data: JSON) throws -> CloudEvent {
    CloudEvent(
      id: "s/12",
      source: try CloudEvent.source(organisation: "00000000000000000000", system: "speelveld"),
      type: "nl.subsidies.verplichtingen.gewijzigd.v1", subject: "obligation/x",
      time: "2027-03-15T08:00:00Z", sequence: 12, data: data)
  }

  @Test func `the signature is that of the Standard Webhooks reference library`() throws {
    let signature = try WebhookSignature(secret: Secret(secret))
    let headers = signature.headers(id: "bericht-1", timestamp: 1_810_108_800, body: #"{"a": "é"}"#)
    #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(headers[2].value == "v1,IRZj7c82e+DMq6I55doljZv/JOcAcQP9HAf8XqYct2k=")
  }

  @Test func `an event carries the attributes of the NL GOV profile and no more than 64 KB`() throws
  {
    let small = try event(["state": "open"]).json(dataReference: "https://x.example/12")
    #expect(
      small.members?.map(\.name) == [
        "specversion", "id", "source", "type", "subject", "time", "sequence", "datacontenttype",
        "data",
      ])
    #expect(small["source"]?.string == "urn:nld:oin:00000000000000000000:systeem:speelveld")
    let large = try event(.string(String(repeating: "x", count: 70_000))).json(
      dataReference: "https://x.example/12")
    #expect(large["data"] == nil)
    #expect(large["dataref"]?.string == "https://x.example/12")
    #expect(large.canonical.utf8.count < CloudEvent.largest)
    #expect(throws: DeliveryFault.self) { try CloudEvent.source(organisation: "123", system: "s") }
  }

  @Test(arguments: [
    ("200 OK", DeliveryReport.Verdict.accepted), ("204 No Content", .accepted),
    ("500 Oops", .deferred),
    ("429 Slow", .deferred), ("404 Gone", .refused), ("302 Elsewhere", .refused),
  ])
  func `what the receiver answers decides whether the call is repeated`(
    status: String, verdict: DeliveryReport.Verdict
  ) async throws {
    let server = try ScriptedServer { heard, _ in
      heard.text.isEmpty
        ? .sayAndClose(
          "HTTP/1.1 \(status)\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ) : .silence
    }
    try await withServer(server) { server in
      let call = WebhookCall(
        id: "s/12", url: "http://127.0.0.1:\(server.port)/haak", secret: Secret(secret),
        body: try event(["state": "open"]).json(dataReference: nil).canonical)
      let report = try await WebhookTransport(totalTimeout: 5_000).send(call, now: 1_810_108_800)
      #expect(report.verdict == verdict)
      #expect(server.commands.contains("POST /haak HTTP/1.1"))
      #expect(server.commands.contains("webhook-id: s/12"))
      #expect(server.commands.contains { $0.hasPrefix("webhook-signature: v1,") })
      #expect(server.commands.contains("Content-Type: application/cloudevents+json; charset=utf-8"))
    }
  }

  @Test func `a receiver that hangs costs the time limit and is tried again`() async throws {
    try await withServer(ScriptedServer { _, _ in .silence }) { server in
      let call = WebhookCall(
        id: "1", url: "http://127.0.0.1:\(server.port)/", secret: Secret(secret), body: "{}")
      let report = try await WebhookTransport(totalTimeout: 150).send(call, now: 0)
      #expect(report.verdict == .deferred)
    }
  }

  @Test(arguments: [
    "http://elders.example/", "ftp://x.example/", "https://a:b@x.example/", "https:///x",
    "javascript:x",
    "https://x.example/#a",
  ])
  func `an address that is not https to somebody is refused`(url: String) {
    #expect(throws: DeliveryFault.self) { try WebhookCall.check(url: url) }
  }
}
