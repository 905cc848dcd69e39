import Delivery
import Testing

@Suite struct MailTests {
  @Test(arguments: [
    "a@b.example\r\nBcc: x@y.example", "a b@c.example", "a@b@c", "", "@b.example", "a@",
    "a@-b.example",
    "a..b@c.example", "<a@b.example>", "a@b.example>", "é@b.example", "a@b.example\0",
  ])
  func `an address that could break a header or a conversation is refused`(address: String) {
    #expect(throws: DeliveryFault.self) { try Mailbox(address: address) }
  }

  @Test(arguments: ["a@b", "voor.naam+x@sub.voorbeeld.example", "o'neill@v.example"])
  func `an ordinary address is taken`(address: String) throws {
    #expect(try Mailbox(address: address).address == address)
  }

  @Test(arguments: [
    "Dag\r\nBcc: boef@x.example", "Dag\nX-Boef: 1", "Dag\u{2028}Bcc: x", "Dag\r\n\r\n<script>",
    "Dag\u{0B}x",
    "é\r\nBcc: boef@x.example",
  ])
  func `no subject can add a header`(subject: String) throws {
    let message = MailMessage(
      messageID: "x@y.example\r\nBcc: z@z.example", date: 0,
      from: try Mailbox(address: "a@b.example"),
      to: try Mailbox(name: "x\" <boef@x.example>, \"y", address: "c@d.example"), subject: subject,
      text: "t", language: "nl\r\nBcc: q@q.example")
    let text = String(decoding: message.bytes, as: UTF8.self)
    let header = text.prefix(upTo: try #require(text.firstRange(of: "\r\n\r\n")).lowerBound)
    let names = header.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }
      .map { $0.prefix { $0 != ":" } }
    #expect(
      names == [
        "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted",
        "Content-Language", "Content-Type", "Content-Transfer-Encoding",
      ])
  }

  @Test func `every line is at most 78 characters and ends in CRLF, whatever the text`() throws {
    let long = String(repeating: "Verantwoording café – ", count: 40)
    let message = MailMessage(
      messageID: "x@y.example", date: 1_805_099_400,
      from: try Mailbox(
        name: "Ministerie van Onderwijs, Cultuur en Wetenschap – Emancipatie",
        address: "a@b.example"),
      to: try Mailbox(name: long, address: "c@d.example"), subject: long,
      text: long + "\n.\n" + long,
      html: "<p>\(long)</p>", language: "nl")
    let text = String(decoding: message.bytes, as: UTF8.self)
    #expect(!text.replacing("\r\n", with: "").contains { $0.isNewline })
    for line in text.split(separator: "\r\n") {
      #expect(line.utf8.count <= 78, "\(line)")
      #expect(line.utf8.allSatisfy { $0 < 0x80 })
      #expect(!line.hasPrefix("."))
    }
    #expect(text.hasPrefix("Date: Mon, 15 Mar 2027 08:30:00 +0000\r\n"))
  }

  @Test func `the message identifier depends on the scheme and the row, and on nothing else`() {
    let one = MailMessage.messageID(scheme: "s", id: "a/b", domain: "d.example")
    #expect(one == MailMessage.messageID(scheme: "s", id: "a/b", domain: "d.example"))
    #expect(one != MailMessage.messageID(scheme: "t", id: "a/b", domain: "d.example"))
    #expect(!one.contains("a/b"))
  }

  @Test func `waiting grows, stays within four hours and a quarter, and ends after five days`() {
    let schedule = RetrySchedule.standard
    var age: Int64 = 0
    var waits: [Int64] = []
    while let wait = schedule.wait(after: waits.count + 1, age: age, id: "m") {
      waits.append(wait)
      age += wait
    }
    #expect((60...75).contains(waits[0]))
    #expect(waits.allSatisfy { $0 <= 5 * 3600 })
    #expect(age >= 5 * 86_400 && age < 5 * 86_400 + 5 * 3600)
    #expect(schedule.wait(after: 1, age: 0, id: "m") != schedule.wait(after: 1, age: 0, id: "n"))
  }

  @Test func `a password comes from a file or a credential, never from a variable`() throws {
    let base = [
      "SPEELVELD_SMTP_HOST": "mail.example", "SPEELVELD_MAIL_FROM": "a@b.example",
      "SPEELVELD_SMTP_USER": "u", "SPEELVELD_SMTP_PASSWORD": "p",
    ]
    #expect(throws: DeliveryFault.self) { try MailSettings(environment: base) { _ in nil } }
    var read: [String] = []
    for (name, value, file) in [
      ("CREDENTIALS_DIRECTORY", "/run/c", "/run/c/smtp-password"),
      ("SPEELVELD_SMTP_PASSWORD_FILE", "/etc/p", "/etc/p"),
    ] {
      let settings = try MailSettings(environment: base.merging([name: value]) { $1 }) {
        read.append($0)
        return "geheim\n"
      }
      #expect(settings.smtp?.security == .startTLS)
      #expect(settings.smtp?.port == 587)
      #expect(read.last == file)
      #expect(!String(reflecting: settings).contains("geheim"))
    }
  }
}
