import Delivery
import Testing

@Suite struct SMTPTests {
  private func message(_ number: Int = 1, to address: String = "anna@voorbeeld.example") throws
    -> MailMessage
  {
    MailMessage(
      messageID: MailMessage.messageID(scheme: "s", id: "m\(number)", domain: "ocw.example"),
      date: 1_805_099_400, from: try Mailbox(name: "Speelveld", address: "speelveld@ocw.example"),
      to: try Mailbox(address: address), subject: "Onderwerp \(number)",
      text: ".een punt vooraan\n..twee\n\nFrom hier", html: "<p>Dag</p>", language: "nl")
  }

  private func transport(
    _ server: ScriptedServer, security: SMTPSettings.Security = .none,
    account: SMTPSettings.Account? = nil, limit: Int = 5_000
  ) throws -> SMTPTransport {
    try SMTPTransport(
      SMTPSettings(
        host: "127.0.0.1", port: server.port, security: security, account: account,
        helloName: "client.example", connectTimeout: limit, totalTimeout: limit))
  }

  @Test func `a message arrives whole, byte for byte`() async throws {
    try await withServer(.smtp()) { server in
      let message = try message()
      let report = try await transport(server).send(message)
      #expect(report == DeliveryReport(.accepted, code: 250, text: "250 2.0.0 queued"))
      #expect(
        server.commands.contains("MAIL FROM:<speelveld@ocw.example> SIZE=\(message.bytes.count)"))
      #expect(server.commands.contains("RCPT TO:<anna@voorbeeld.example>"))
      let content = try #require(
        server.log.compactMap { if case .content(let c) = $0 { c } else { nil } }.first)
      #expect(Array(content.utf8) == message.bytes)
    }
  }

  @Test func `several messages share one connection, each a transaction of its own`() async throws {
    try await withServer(.smtp()) { server in
      let transport = try transport(server)
      for number in 1...3 {
        let report = await transport.send(try message(number))
        #expect(report.verdict == .accepted)
      }
      #expect(server.log.count { $0 == .connection } == 1)
      #expect(server.commands.count { $0.hasPrefix("MAIL") } == 3)
    }
  }

  @Test
  func
    `one recipient refused among accepted ones is refused alone (marked the batch as sent although some failed)`()
    async throws
  {
    let server = try ScriptedServer.smtp { heard, _ in
      heard.text.contains("RCPT TO:<weg@") ? .say("550 5.1.1 no such user\r\n") : nil
    }
    try await withServer(server) { server in
      let transport = try transport(server)
      var verdicts: [DeliveryReport.Verdict] = []
      for address in ["een@v.example", "weg@v.example", "twee@v.example"] {
        verdicts.append(await transport.send(try message(to: address)).verdict)
      }
      #expect(verdicts == [.accepted, .refused, .accepted])
      #expect(server.log.count { if case .content = $0 { true } else { false } } == 2)
    }
  }

  @Test func `greylisting is deferred, and the second attempt carries the same message identifier`()
    async throws
  {
    let server = try ScriptedServer.smtp { heard, earlier in
      heard.text.hasPrefix("RCPT") && !earlier.contains(heard)
        ? .say("450 4.7.1 greylisted, come back\r\n") : nil
    }
    try await withServer(server) { server in
      let transport = try transport(server)
      let first = await transport.send(try message())
      #expect(
        first == DeliveryReport(.deferred, code: 450, text: "450 4.7.1 greylisted, come back"))
      let second = await transport.send(try message())
      #expect(second.verdict == .accepted)
    }
  }

  @Test(arguments: [
    ("MAIL", "451 later", DeliveryReport.Verdict.deferred),
    ("MAIL", "553 sender unknown", .refused),
    ("RCPT", "421 closing", .deferred), ("DATA", "554 no valid recipients", .refused),
    ("CONTENT", "451 disk full", .deferred), ("CONTENT", "552 too large", .refused),
    ("GREETING", "554 no service here", .deferred), ("GREETING", "421 too busy", .deferred),
    ("EHLO", "502 what?", .deferred),
  ])
  func `a reply of 4xx is tried again, a 5xx about the message is not, trouble with the service is`(
    phase: String, reply: String, verdict: DeliveryReport.Verdict
  ) async throws {
    let server = try ScriptedServer.smtp { heard, _ in
      let isThere =
        switch heard {
        case .connection: phase == "GREETING"
        case .content: phase == "CONTENT"
        case .line(let line): line.hasPrefix(phase) || phase == "EHLO" && line.hasPrefix("HELO")
        }
      return isThere ? .say(reply + "\r\n") : nil
    }
    try await withServer(server) { server in
      let report = try await transport(server).send(try message())
      #expect(report.verdict == verdict, "\(report)")
    }
  }

  @Test(arguments: [0, 1, 2]) func `a server that hangs costs the time limit and no more`(
    phase: Int
  )
    async throws
  {
    let server = try ScriptedServer.smtp { heard, _ in
      switch heard {
      case .connection: phase == 0 ? .silence : nil
      case .line(let line): phase == 1 && line.hasPrefix("RCPT") ? .silence : nil
      // It may have the message: only trying again is sure to bring it.
      case .content: phase == 2 ? .silence : nil
      }
    }
    try await withServer(server) { server in
      let report = try await transport(server, limit: 150).send(try message())
      #expect(report.verdict == .deferred)
      #expect(report.text.lowercased().contains("timeout"))
    }
  }

  @Test func `where TLS is required and not offered nothing is said of the message`() async throws {
    try await withServer(.smtp()) { server in
      let report = try await transport(server, security: .startTLS).send(try message())
      #expect(report.verdict == .deferred)
      #expect(!server.commands.contains { $0.hasPrefix("MAIL") || $0.hasPrefix("AUTH") })
    }
  }

  @Test func `a broken TLS handshake is deferred and nothing is sent`() async throws {
    let server = try ScriptedServer.smtp { heard, _ in
      if heard.text.hasPrefix("EHLO") { return .say("250-sink.example\r\n250 STARTTLS\r\n") }
      if heard.text.hasPrefix("STARTTLS") { return .sayAndClose("220 go on\r\nthis is no TLS\r\n") }
      return nil
    }
    try await withServer(server) { server in
      let report = try await transport(server, security: .startTLS).send(try message())
      #expect(report.verdict == .deferred)
      #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
    }
  }

  @Test func `a wrong password is deferred, and stands in no report`() async throws {
    let server = try ScriptedServer.smtp { heard, _ in
      if heard.text.hasPrefix("EHLO") { return .say("250-sink.example\r\n250 AUTH PLAIN\r\n") }
      if heard.text.hasPrefix("AUTH") { return .say("535 5.7.8 bad credentials\r\n") }
      return nil
    }
    try await withServer(server) { server in
      let account = SMTPSettings.Account(user: "speelveld", password: Secret("geheim-woord"))
      let report = try await transport(server, account: account).send(try message())
      #expect(report.verdict == .deferred)
      #expect(!"\(report) \(account)".contains("geheim-woord"))
      #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
    }
  }

  @Test func `where nobody listens the message is deferred`() async throws {
    let server = try ScriptedServer.smtp()
    let transport = try transport(server)
    server.stop()
    let report = await transport.send(try message())
    #expect(report.verdict == .deferred)
  }

  @Test func `a password never travels without TLS to another machine`() {
    let account = SMTPSettings.Account(user: "u", password: Secret("p"))
    #expect(throws: DeliveryFault.self) {
      try SMTPSettings(host: "mail.example", security: .none, account: account)
    }
  }
}
