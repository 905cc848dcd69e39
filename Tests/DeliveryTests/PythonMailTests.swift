import Delivery
import Foundation
import Testing

/// Python's own mail library as a second opinion; without `python3` the test says that it was skipped.
@Suite struct PythonMailTests {
  static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  static let program = """
    import email, email.policy, json, sys
    for line in sys.stdin:
        message = email.message_from_bytes(bytes.fromhex(line.strip()), policy=email.policy.default)
        text = message.get_body(('plain',))
        html = message.get_body(('html',))
        print(json.dumps({
            'subject': message['subject'], 'name': message['to'].addresses[0].display_name,
            'to': message['to'].addresses[0].addr_spec, 'id': message['message-id'],
            'type': message.get_content_type(), 'text': text.get_content(),
            'html': html.get_content() if html else '',
            'files': [[a.get_filename(), a.get_content()] for a in message.iter_attachments()],
            'keys': len(message.keys()),
            'defects': len(message.defects) + len(text.defects)}))
    """

  private func random(_ generator: inout some RandomNumberGenerator, upTo length: Int) -> String {
    let alphabet = Array("abc XYZ.,;:\"\\'<>()@=?_-%é€ß漢👩‍👧\u{A0}–=20=\n")
    let count = Int.random(in: 0...length, using: &generator)
    return String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
  }

  @Test(.enabled(if: python != nil, "python3 is not here"))
  func `whatever the text, Python's mail library reads back what was written`() throws {
    var generator = SplitMix64(seed: 20_270_401)
    let messages = try (0..<150).map { number in
      let name = random(&generator, upTo: 60).replacing("\n", with: "")
      return MailMessage(
        messageID: "m\(number)@ocw.example", date: 1_805_099_400,
        from: try Mailbox(address: "a@b.example"),
        to: try Mailbox(name: name, address: "c@d.example"),
        subject: random(&generator, upTo: 200), text: random(&generator, upTo: 2_000),
        html: number % 3 == 0 ? nil : random(&generator, upTo: 2_000),
        attachments: (0..<number % 4).map { part in
          MailMessage.Attachment(
            name: "brief-\(part).txt", text: random(&generator, upTo: 2_000))
        }, language: "nl")
    }
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = ["-I", "-c", Self.program]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    let sent = messages.map {
      $0.bytes.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined() + "\n"
    }
    let all = Data(sent.joined().utf8)
    Thread.detachNewThread {
      input.fileHandleForWriting.write(all)
      try? input.fileHandleForWriting.close()
    }
    let answer = try #require(try output.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    let lines = answer.split(separator: 0x0A)
    try #require(lines.count == messages.count)
    for (message, line) in zip(messages, lines) {
      let read = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }
      #expect(words(read["subject"] as? String ?? "") == words(message.subject))
      // Python joins the encoded words of a name with a blank, which RFC 2047 6.2 says are none.
      // By scalars: a blank before a joiner is no character of its own.
      func letters(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
      }
      #expect(letters(read["name"] as? String ?? "") == letters(message.to.name))
      #expect(read["to"] as? String == "c@d.example")
      let type = message.html == nil ? "text/plain" : "multipart/alternative"
      #expect(
        read["type"] as? String == (message.attachments.isEmpty ? type : "multipart/mixed"))
      let files = try #require(read["files"] as? [[String]])
      #expect(files.map(\.first) == message.attachments.map(\.name))
      #expect(read["defects"] as? Int == 0)
      let parts =
        [(read["text"] as? String ?? "", message.text)]
        + [(read["html"] as? String ?? "", message.html ?? "")]
        + zip(files, message.attachments).map { ($0.last ?? "", $1.text) }
      for (text, written) in parts {
        let got = text.replacing("\r\n", with: "\n")
        // The line break before a boundary belongs to the boundary; Python adds one after the last line.
        #expect(got == written || got == written + "\n")
      }
    }
  }
}

/// As in `TestSupport`, which these tests do not need otherwise.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
