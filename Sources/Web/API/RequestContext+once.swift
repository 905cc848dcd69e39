import Casework
import HTTPTypes
import Identity
import JSONText
import Postgres
import Services

extension RequestContext {
  /// Does something once, however often it is asked under the same `Idempotency-Key`.
  ///
  /// The answer is stored in the transaction of its effect: both are there, or neither. A second request with
  /// the same key gets the first answer; another request under that key is refused (422). Without the header
  /// the work is simply done.
  func once<T: Sendable>(
    _ work: @escaping @Sendable (CaseOffice) async throws -> T,
    answer: @escaping @Sendable (T) throws -> Answer
  ) async throws -> Answer {
    guard let key = headers[.idempotencyKey] else { return try answer(try await work(office)) }
    guard (1...200).contains(key.utf8.count), let account = viewer?.id else {
      throw Problem.badKey
    }
    let hash = IdempotencyStore.requestHash([
      request.method.rawValue, request.target, body.canonical,
    ])
    let now = desk.identity.clock()
    let companion = TransactionCompanion(
      before: { db in
        guard
          let known = try IdempotencyStore.find(db, account: account, key: key, requestHash: hash)
        else { return }
        throw known.isSameRequest ? Replay(answer: known.answer) : Problem.keyInUse
      },
      after: { db, result in
        guard let result = result as? T else { throw Problem.ownFault }
        try IdempotencyStore.insert(
          db, account: account, key: key, requestHash: hash, try answer(result).stored, at: now)
      })
    do {
      return try answer(
        try await TransactionCompanion.$current.withValue(companion) { try await work(office) })
    } catch let replay as Replay {
      return Answer(replay.answer)
    } catch let error as PostgresError where error.constraint == "idempotency_key_pkey" {
      // The same request came in twice at once, and the other was faster.
      throw Problem.keyBusy
    }
  }

  private struct Replay: Error { let answer: StoredAnswer }
}

extension Answer {
  fileprivate var stored: StoredAnswer {
    var text = ""
    if case .json(let json) = content { text = json.compact }
    return StoredAnswer(
      status: status, body: text, location: headers.first { $0.0 == .location }?.1)
  }

  fileprivate init(_ stored: StoredAnswer) {
    let json = try? JSON.parse(stored.body)
    self.init(stored.status, json.map { .json($0) } ?? .nothing)
    if let location = stored.location { headers.append((.location, location)) }
    headers.append((.field("Idempotency-Replayed"), "true"))
  }
}
