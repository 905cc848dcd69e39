import CLibcurl
import Dispatch
import Synchronization

/// Posts events to subscribers; follows no redirection, so that nothing goes where nobody subscribed.
public final class WebhookTransport: Sendable {
  private let handle: Mutex<CurlHandle>
  private let queue = DispatchQueue(label: "speelveld.webhooks")
  private let authorities: String?
  private let connectTimeout: Int
  private let totalTimeout: Int

  /// Time limits in thousandths of a second.
  public init(
    authorities: String? = nil, connectTimeout: Int = 5_000, totalTimeout: Int = 15_000
  ) throws(DeliveryFault) {
    handle = Mutex(try CurlHandle())
    self.authorities = authorities
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }

  /// Never throws: whatever happens is a report. `now` is in seconds since 1970 and stands in the signature.
  public func send(_ call: WebhookCall, now: Int64) async -> DeliveryReport {
    let headers: [(name: String, value: String)]
    do {
      try WebhookCall.check(url: call.url)
      headers = try WebhookSignature(secret: call.secret)
        .headers(id: call.id, timestamp: now, body: call.body)
    } catch {
      return DeliveryReport(.refused, text: error.message)
    }
    return await withCheckedContinuation { continuation in
      queue.async { [self] in
        continuation.resume(returning: handle.withLock { post(call, headers, over: $0) })
      }
    }
  }

  private func post(
    _ call: WebhookCall, _ headers: [(name: String, value: String)],
    over handle: borrowing CurlHandle
  ) -> DeliveryReport {
    let exchange = CurlExchange(upload: Array(call.body.utf8), receiveAtMost: 1024)
    handle.reset()
    handle.set(CURLOPT_URL, call.url)
    handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    handle.set(connectTimeout: connectTimeout, totalTimeout: totalTimeout)
    handle.requireTrust(authorities: authorities)
    handle.set(CURLOPT_POST, 1)
    handle.set(CURLOPT_POSTFIELDSIZE, exchange.length)
    var list = curl_slist_append(nil, "Content-Type: application/cloudevents+json; charset=utf-8")
    // No waiting for “100 Continue”.
    list = curl_slist_append(list, "Expect:")
    list = curl_slist_append(list, "User-Agent: speelveld")
    for header in headers { list = curl_slist_append(list, "\(header.name): \(header.value)") }
    defer { curl_slist_free_all(list) }
    handle.set(CURLOPT_HTTPHEADER, list: list)
    exchange.attachUpload(to: handle)
    exchange.attachReceipt(to: handle, CURLOPT_WRITEDATA, CURLOPT_WRITEFUNCTION)
    return WebhookTransport.report(handle.perform(), code: handle.responseCode)
  }

  /// 2xx is done; what the receiver can mend or asks to wait for is deferred; the rest is for good.
  static func report(_ outcome: CURLcode, code: Int?) -> DeliveryReport {
    guard outcome == CURLE_OK, let code else {
      return DeliveryReport(.deferred, text: CurlHandle.words(for: outcome))
    }
    switch code {
    case 200..<300: return DeliveryReport(.accepted, code: code, text: "HTTP \(code)")
    case 408, 425, 429, 500..<600:
      return DeliveryReport(.deferred, code: code, text: "HTTP \(code)")
    default: return DeliveryReport(.refused, code: code, text: "HTTP \(code)")
    }
  }
}
