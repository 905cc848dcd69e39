import CLibcurl

/// What a finished SMTP transaction means for the message.
enum SMTPVerdict {
  /// A refusal for good is one that names the message or its recipient: a 5xx to MAIL, RCPT, DATA or the
  /// content. Anything about the connection, TLS or our account may be mended and is deferred. So is
  /// silence after the content: the server may have the message, and only trying again is sure to bring it.
  static func report(_ outcome: CURLcode, code: Int?, reply: String, contentWasSent: Bool)
    -> DeliveryReport
  {
    if outcome == CURLE_OK {
      return DeliveryReport(.accepted, code: code, text: reply.isEmpty ? "accepted" : reply)
    }
    let aboutMessage =
      outcome == CURLE_SEND_ERROR || outcome == CURLE_WEIRD_SERVER_REPLY && contentWasSent
    if aboutMessage, let code, (400..<600).contains(code) {
      return DeliveryReport(code < 500 ? .deferred : .refused, code: code, text: reply)
    }
    // A reply before the trouble, such as the greeting, says nothing about it.
    let trouble = code.flatMap { $0 >= 400 ? $0 : nil }
    return DeliveryReport(.deferred, code: trouble, text: CurlHandle.words(for: outcome))
  }
}
