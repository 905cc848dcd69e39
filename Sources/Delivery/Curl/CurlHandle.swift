import CLibcurl
import Synchronization

/// One libcurl easy handle and the connections it keeps; used by one thread at a time.
struct CurlHandle: ~Copyable {
  let curl: UnsafeMutableRawPointer

  /// Throws a `DeliveryFault` when libcurl cannot start, which means that there is no memory.
  init() throws(DeliveryFault) {
    CurlHandle.startOnce
    guard let curl = curl_easy_init() else {
      throw DeliveryFault("no-curl", "libcurl cannot start.", remedy: "Free some memory.")
    }
    self.curl = curl
  }

  deinit { curl_easy_cleanup(curl) }

  /// libcurl's own start is not safe on several threads at once.
  private static let startOnce: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  /// Forgets all options; connections stay open.
  func reset() { curl_easy_reset(curl) }

  func set(_ option: CURLoption, _ value: Int) { _ = curl_set_long(curl, option, value) }

  func set(_ option: CURLoption, _ value: String) { _ = curl_set_text(curl, option, value) }

  func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
    _ = curl_set_list(curl, option, list)
  }

  /// Time limits in milliseconds; no signals, which belong to the whole process.
  func set(connectTimeout: Int, totalTimeout: Int) {
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, connectTimeout)
    set(CURLOPT_TIMEOUT_MS, totalTimeout)
  }

  /// At least TLS 1.2, with the server's certificate and name checked.
  func requireTrust(authorities: String?) {
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    if let authorities { set(CURLOPT_CAINFO, authorities) }
  }

  func perform() -> CURLcode { curl_easy_perform(curl) }

  /// The last reply code of the other side; nil where none came.
  var responseCode: Int? {
    var code = 0
    guard curl_get_long(curl, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK, code > 0 else {
      return nil
    }
    return code
  }

  static func words(for code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}

/// What a transfer reads from and writes to; lives on the stack of the call that performs it.
final class CurlExchange {
  private let upload: [UInt8]
  private var sent = 0
  /// True once the other side let us begin with the content.
  private(set) var didUpload = false
  private(set) var received: [UInt8] = []
  private let limit: Int

  init(upload: [UInt8] = [], receiveAtMost limit: Int = 16_384) {
    self.upload = upload
    self.limit = limit
  }

  var length: Int { upload.count }

  /// The last line of what came back that begins with a reply code; what follows it, such as the answer to
  /// a farewell, is left out.
  func reply(_ code: Int?) -> String {
    let lines = String(decoding: received, as: UTF8.self).split { $0.isNewline }
    let found = lines.last { line in code.map { line.hasPrefix(String($0)) } ?? true }
    return found.map(String.init) ?? ""
  }

  func attachUpload(to handle: borrowing CurlHandle) {
    _ = curl_set_pointer(handle.curl, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
    _ = curl_set_reader(handle.curl) { buffer, size, count, context in
      guard let buffer, let context else { return 0 }
      return CurlExchange.from(context).read(into: buffer, size * count)
    }
  }

  /// `data` and `function` are the pair of options for headers or for the body.
  func attachReceipt(to handle: borrowing CurlHandle, _ data: CURLoption, _ function: CURLoption) {
    _ = curl_set_pointer(handle.curl, data, Unmanaged.passUnretained(self).toOpaque())
    _ = curl_set_writer(handle.curl, function) { buffer, size, count, context in
      guard let buffer, let context else { return 0 }
      CurlExchange.from(context).keep(buffer, size * count)
      return size * count
    }
  }

  private static func from(_ context: UnsafeMutableRawPointer) -> CurlExchange {
    Unmanaged<CurlExchange>.fromOpaque(context).takeUnretainedValue()
  }

  private func read(into buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    didUpload = true
    let count = min(room, upload.count - sent)
    upload.withUnsafeBytes { bytes in
      guard count > 0, let start = bytes.baseAddress else { return }
      UnsafeMutableRawPointer(buffer).copyMemory(from: start + sent, byteCount: count)
    }
    sent += count
    return count
  }

  private func keep(_ buffer: UnsafeMutablePointer<CChar>, _ count: Int) {
    let kept = min(count, limit - received.count)
    guard kept > 0 else { return }
    received += UnsafeRawBufferPointer(start: buffer, count: kept)
  }
}
