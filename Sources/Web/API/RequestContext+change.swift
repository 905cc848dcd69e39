import Casework
import HTTPTypes
import Identity
import JSONText
import Postgres
import Services
import Synchronization

extension RequestContext {
  /// Changes something: once, however often it is asked under the same `Idempotency-Key`, and only on the
  /// state that the sender saw.
  ///
  /// Key, `If-Match`, effect and answer are judged and stored in the one transaction that `work` makes: all of
  /// it is there, or nothing. A second request with the same key gets the first answer; another request under
  /// that key is refused (422). `work` is one use case, whose result its transaction gives
  /// (`TransactionCompanion`).
  ///
  /// - Parameter seen: what the sender must have seen, as the API shows it; asked of the database within the
  ///   transaction. Nil where a change stands on no state.
  func change<Result: Sendable>(
    seen: (@Sendable (CaseOffice, borrowing Database) throws -> JSON)? = nil,
    _ work: @escaping @Sendable (CaseOffice) async throws -> Result,
    answer: @escaping @Sendable (Result) throws -> Answer
  ) async throws -> Answer {
    let key = try idempotencyKey()
    let office = office
    // The answer that was stored is the answer that is given, whatever came of earlier attempts.
    let given = Mutex<Answer?>(nil)
    do {
      _ = try await TransactionCompanion.accompany(
        before: { db in
          if let known = try key?.find(db) {
            throw known.isSameRequest ? Replay(answer: known.answer) : Problem.keyInUse
          }
          if let seen { try requireMatch { try seen(office, db) } }
        },
        after: { db, result in
          let answer = try answer(result)
          try key?.keep(db, answer.stored)
          given.withLock { $0 = answer }
        }
      ) { try await work(office) }
    } catch let replay as Replay {
      return Answer(replay.answer)
    } catch let error as PostgresError where error.constraint == "idempotency_key_pkey" {
      // The same request came in twice at once, and the other was faster.
      throw Problem.keyBusy
    }
    guard let answer = given.withLock({ $0 }) else { throw Problem.ownFault }
    return answer
  }

  private func idempotencyKey() throws -> IdempotencyKey? {
    guard let text = headers[.idempotencyKey] else { return nil }
    if route.answersWithSecret { throw Problem.keyForSecret }
    guard let account = viewer?.id else { throw Problem.ownFault }
    return IdempotencyKey(
      account: account, key: text,
      request: IdempotencyStore.requestHash([
        request.method.rawValue, request.target, body.canonical,
      ]), at: desk.identity.clock())
  }

  private struct IdempotencyKey: Sendable {
    let account: String
    let key: String
    let request: [UInt8]
    let at: Moment

    func find(_ db: borrowing Database) throws -> (answer: StoredAnswer, isSameRequest: Bool)? {
      try IdempotencyStore.find(db, account: account, key: key, requestHash: request)
    }

    func keep(_ db: borrowing Database, _ answer: StoredAnswer) throws {
      try IdempotencyStore.insert(
        db, account: account, key: key, requestHash: request, answer, at: at)
    }
  }

  private struct Replay: Error { let answer: StoredAnswer }
}

extension Answer {
  fileprivate var stored: StoredAnswer {
    var text = ""
    if case .json(let json) = content { text = json.compact }
    func header(_ name: HTTPField.Name) -> String? { headers.first { $0.0 == name }?.1 }
    return StoredAnswer(
      status: status, body: text, location: header(.location), tag: header(.eTag))
  }

  fileprivate init(_ stored: StoredAnswer) {
    let json = try? JSON.parse(stored.body)
    self.init(stored.status, json.map { .json($0) } ?? .nothing)
    if let location = stored.location { headers.append((.location, location)) }
    if let tag = stored.tag { headers.append((.eTag, tag)) }
    headers.append((.field("Idempotency-Replayed"), "true"))
  }
}
