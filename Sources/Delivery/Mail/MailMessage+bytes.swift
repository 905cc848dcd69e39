import Crypto
import LegalCalendar

extension MailMessage {
  /// The message as RFC 5322 and MIME write it, with CRLF line ends; the same bytes each time.
  public var bytes: [UInt8] {
    var lines: [String] = [
      "Date: \(MailMessage.date(date))",
      "From: \(HeaderText.mailbox(from, after: 6))",
    ]
    if let replyTo { lines.append("Reply-To: \(HeaderText.mailbox(replyTo, after: 10))") }
    lines += [
      "To: \(HeaderText.mailbox(to, after: 4))",
      "Subject: \(HeaderText.unstructured(subject, after: 9))",
      "Message-ID: <\(HeaderText.token(messageID))>",
      "MIME-Version: 1.0",
      // RFC 3834: no holiday reply is wanted.
      "Auto-Submitted: auto-generated",
      "Content-Language: \(HeaderText.token(language))",
    ]
    if attachments.isEmpty {
      lines += content
    } else {
      let boundary = boundary("mixed")
      lines += ["Content-Type: multipart/mixed;", " boundary=\"\(boundary)\"", ""]
      lines += ["--\(boundary)"] + content
      for attachment in attachments { lines += ["--\(boundary)"] + part(attachment) }
      lines += ["--\(boundary)--", ""]
    }
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  /// The text, with its twin in HTML where there is one.
  private var content: [String] {
    guard let html else { return part("text/plain", text) }
    let boundary = boundary("boundary")
    return ["Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", ""]
      + ["--\(boundary)"] + part("text/plain", text)
      + ["--\(boundary)"] + part("text/html", html) + ["--\(boundary)--", ""]
  }

  private func part(_ attachment: Attachment) -> [String] {
    let name = String(
      attachment.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
    return ["Content-Disposition: attachment; filename=\"\(name)\""]
      + part("text/plain", attachment.text)
  }

  private func part(_ type: String, _ content: String) -> [String] {
    [
      "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
      QuotedPrintable.encode(content),
    ]
  }

  /// Begins with `=_`, which quoted-printable text never holds.
  private func boundary(_ level: String) -> String {
    let digest = SHA256.hash(data: Array("\(level) \(messageID)".utf8))
    return "=_" + hexadecimal(digest).prefix(32)
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Mon, 15 Mar 2027 08:30:00 +0000`.
  static func date(_ seconds: Int64) -> String {
    let epochDay = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = seconds - epochDay * 86_400
    let civil = CivilDate(epochDay: epochDay)
    let (year, month, day) = civil.components
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(days[civil.isoWeekday - 1]), \(two(Int64(day))) \(months[month - 1]) \(year) "
      + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
  }
}

extension MailMessage {
  /// `2027-03-15`, for the names of files.
  static func dayStamp(_ seconds: Int64) -> String {
    CivilDate(epochDay: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400).description
  }
}
