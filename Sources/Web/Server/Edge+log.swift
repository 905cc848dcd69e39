import Logging

extension Edge {
  /// One line a request: no query string, no values of the path, no names.
  func log(_ response: WebResponse, _ passage: Passage, _ duration: Duration) {
    desk.logger.info(
      "request",
      metadata: [
        "trace": "\(passage.traceID)", "method": "\(passage.methodLabel)",
        "route": "\(passage.routeLabel)", "status": "\(response.status)",
        "bytes": "\(response.body.count)",
        "milliseconds": "\((duration / .microseconds(1)).rounded() / 1000)",
      ])
  }
}
