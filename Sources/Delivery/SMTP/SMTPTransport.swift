import CLibcurl
import Dispatch
import Synchronization

/// Hands messages to a mail server, one transaction for each recipient, over a connection that is kept.
///
/// One recipient to a transaction: each has a result of its own, and nobody sees another's address.
public final class SMTPTransport: Sendable {
  private let settings: SMTPSettings
  private let handle: Mutex<CurlHandle>
  // libcurl waits for the network; that must not hold up a thread that others share.
  private let queue = DispatchQueue(label: "speelveld.smtp")

  public init(_ settings: SMTPSettings) throws(DeliveryFault) {
    self.settings = settings
    handle = Mutex(try CurlHandle())
  }

  /// Never throws: whatever happens is a report. Takes at most the settings' time limit.
  public func send(_ message: MailMessage) async -> DeliveryReport {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        continuation.resume(returning: handle.withLock { transfer(message, over: $0) })
      }
    }
  }

  private func transfer(_ message: MailMessage, over handle: borrowing CurlHandle)
    -> DeliveryReport
  {
    let exchange = CurlExchange(upload: message.bytes)
    handle.reset()
    configure(handle)
    handle.set(CURLOPT_MAIL_FROM, "<\(message.from.address)>")
    let recipients = curl_slist_append(nil, "<\(message.to.address)>")
    defer { curl_slist_free_all(recipients) }
    handle.set(CURLOPT_MAIL_RCPT, list: recipients)
    handle.set(CURLOPT_UPLOAD, 1)
    handle.set(CURLOPT_INFILESIZE, exchange.length)
    exchange.attachUpload(to: handle)
    exchange.attachReceipt(to: handle, CURLOPT_HEADERDATA, CURLOPT_HEADERFUNCTION)
    let outcome = handle.perform()
    return SMTPVerdict.report(
      outcome, code: handle.responseCode, reply: exchange.reply(handle.responseCode),
      contentWasSent: exchange.didUpload)
  }

  private func configure(_ handle: borrowing CurlHandle) {
    let scheme = settings.security == .tls ? "smtps" : "smtp"
    let hello = settings.helloName.map { "/\($0)" } ?? ""
    handle.set(CURLOPT_URL, "\(scheme)://\(settings.host):\(settings.port)\(hello)")
    handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    handle.set(
      connectTimeout: settings.connectTimeout, totalTimeout: settings.totalTimeout)
    handle.requireTrust(authorities: settings.authorities)
    if settings.security != .none {
      handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    }
    if let account = settings.account {
      handle.set(CURLOPT_USERNAME, account.user)
      handle.set(CURLOPT_PASSWORD, account.password.value)
    }
  }
}
