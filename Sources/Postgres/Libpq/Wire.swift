import CLibpq

/// One libpq connection: every call into libpq on a connection, and nothing else.
///
/// Not safe for two threads; the actor that holds it provides that. Calls block the calling thread.
final class Wire {
  private let handle: OpaquePointer
  private let notices: Unmanaged<NoticeSink>

  /// Throws `connection-failed` with libpq's own explanation.
  init(parameters: [String: String], onNotice: (@Sendable (String) -> Void)?) throws(PostgresError)
  {
    let pairs = parameters.sorted { $0.key < $1.key }
    let opened = withCStrings(pairs.map(\.key)) { keys in
      withCStrings(pairs.map(\.value)) { values in PQconnectdbParams(keys, values, 1) }
    }
    guard let opened else {
      throw PostgresError(.connectionFailed, "no memory for a connection to PostgreSQL")
    }
    guard PQstatus(opened) == CONNECTION_OK else {
      let text = String(cString: PQerrorMessage(opened)).trimmedLines
      PQfinish(opened)
      throw PostgresError(
        .connectionFailed, "no connection to PostgreSQL: \(text)",
        remedy: "check that the server runs and that the address, user and password are right")
    }
    handle = opened
    notices = Unmanaged.passRetained(NoticeSink(onNotice))
    PQsetNoticeProcessor(
      handle,
      { sink, text in
        guard let sink, let text else { return }
        Unmanaged<NoticeSink>.fromOpaque(sink).takeUnretainedValue()
          .receive?(String(cString: text).trimmedLines)
      }, notices.toOpaque())
  }

  deinit {
    PQfinish(handle)
    notices.release()
  }

  private final class NoticeSink {
    let receive: (@Sendable (String) -> Void)?
    init(_ receive: (@Sendable (String) -> Void)?) { self.receive = receive }
  }

  // MARK: State

  var isOpen: Bool { PQstatus(handle) == CONNECTION_OK }
  var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }
  var processID: Int32 { PQbackendPID(handle) }
  var socket: Int32 { PQsocket(handle) }
  var serverVersion: Int32 { PQserverVersion(handle) }
  var errorText: String { String(cString: PQerrorMessage(handle)).trimmedLines }
  func makeCancelHandle() -> WireCancelHandle? { WireCancelHandle(PQgetCancel(handle)) }

  // MARK: Sending

  func send(sql: String) -> Bool { PQsendQuery(handle, sql) == 1 }
  func sendPrepare(_ name: String, sql: String) -> Bool {
    PQsendPrepare(handle, name, sql, 0, nil) == 1
  }
  func sendDescribe(_ name: String) -> Bool { PQsendDescribePrepared(handle, name) == 1 }

  func sendExecute(_ name: String, _ parameters: EncodedParameters) -> Bool {
    parameters.withPointers { values, lengths, formats in
      PQsendQueryPrepared(
        handle, name, Int32(parameters.count), values, lengths, formats, WireFormat.binary.rawValue)
        == 1
    }
  }

  func enterPipeline() -> Bool { PQenterPipelineMode(handle) == 1 }
  func exitPipeline() -> Bool { PQexitPipelineMode(handle) == 1 }
  func sendSync() -> Bool { PQpipelineSync(handle) == 1 }

  // MARK: Receiving

  /// Nil when the current statement has no more results.
  func nextResult() -> WireResult? { PQgetResult(handle).map(WireResult.init) }

  // MARK: COPY

  func putCopy(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { raw in
      PQputCopyData(handle, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count))
        == 1
    }
  }

  /// With a reason the server drops what was sent and reports an error.
  func endCopy(abort reason: String?) -> Bool { PQputCopyEnd(handle, reason) == 1 }

  enum CopyPiece { case row([UInt8]), end, failed }

  func getCopy() -> CopyPiece {
    var buffer: UnsafeMutablePointer<CChar>?
    let count = PQgetCopyData(handle, &buffer, 0)
    guard count > 0, let buffer else { return count == -1 ? .end : .failed }
    defer { PQfreemem(buffer) }
    return .row(Array(UnsafeRawBufferPointer(start: buffer, count: Int(count))))
  }

  // MARK: Notifications

  func consumeInput() -> Bool { PQconsumeInput(handle) == 1 }

  func nextNotification() -> Notification? {
    guard let found = PQnotifies(handle) else { return nil }
    defer { PQfreemem(found) }
    return Notification(
      channel: String(cString: found.pointee.relname),
      payload: String(cString: found.pointee.extra),
      processID: found.pointee.be_pid)
  }

  func quoted(identifier: String) -> String {
    guard let text = PQescapeIdentifier(handle, identifier, identifier.utf8.count) else {
      return "\"\""
    }
    defer { PQfreemem(text) }
    return String(cString: text)
  }
}

/// Parameters in the form libpq takes them: one buffer, with a length and a format for each.
struct EncodedParameters {
  private var buffer: [UInt8] = []
  private var offsets: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  var count: Int { offsets.count }
  var byteCount: Int { buffer.count }

  mutating func append(_ value: PostgresValue, as type: PostgresType) throws(PostgresError) {
    let start = buffer.count
    if value == .null {
      offsets.append(nil)
      lengths.append(0)
      formats.append(WireFormat.binary.rawValue)
      return
    }
    let format = try value.encode(as: type, into: &buffer)
    lengths.append(try PostgresValue.length(buffer.count - start))
    // libpq measures text by its closing zero.
    buffer.append(0)
    offsets.append(start)
    formats.append(format.rawValue)
  }

  func withPointers<T>(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) ->
      T
  ) -> T {
    buffer.withUnsafeBytes { raw in
      let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
      return values.withUnsafeBufferPointer { values in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { formats in
            body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}

/// Calls `body` with a null-terminated array of C strings.
func withCStrings<T>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
) -> T {
  let bytes = strings.map { Array($0.utf8CString) }
  let starts = bytes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  return Array(bytes.joined()).withUnsafeBufferPointer { joined in
    var pointers = starts.dropLast().map { start in joined.baseAddress?.advanced(by: start) }
    pointers.append(nil)
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}

extension String {
  /// Without the blank space and line ends around it.
  var trimmedLines: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }
}
