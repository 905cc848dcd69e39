import Allocation
import ExactNumbers

/// One thing about a scheme that a scenario can change.
public struct Lever: Sendable {
  public let id: String
  public let title: Bilingual
  public let kind: LeverKind
  /// Where the change would have to be made: the scheme's regulation (SR), the framework regulation
  /// (KR), the budget or a decision.
  public let legalHome: String
  /// What it costs, and whom.
  public let cost: Bilingual
  let read: @Sendable (SchemeDesign) -> LeverValue
  let write: @Sendable (inout SchemeDesign, LeverValue) -> Void

  /// The legal home in either language.
  public var home: Bilingual {
    let words = [
      ("(new)", "(nieuw)"), ("decision on the ceiling", "besluit over het plafond"),
      ("decision", "besluit"), ("under", "onder"), ("ch.", "hfst."), ("budget", "begroting"),
      ("assumption", "aanname"),
    ]
    return Bilingual(
      nl: words.reduce(legalHome) { $0.replacing($1.0, with: $1.1) }, en: legalHome)
  }

  /// The value that a design has.
  public func value(in design: SchemeDesign) -> LeverValue { read(design) }

  /// Sets the value in a design; a value of another kind is left out of account.
  public func set(_ value: LeverValue, in design: inout SchemeDesign) { write(&design, value) }

  /// The lever of that id, nil when there is none.
  public static func named(_ id: String) -> Lever? { all.first { $0.id == id } }
}

extension Lever {
  typealias Path<Value> = any WritableKeyPath<SchemeDesign, Value> & Sendable

  static func count(
    _ id: String, _ title: Bilingual, _ range: ClosedRange<Int>, _ path: Path<Int>, home: String,
    cost: Bilingual
  ) -> Lever {
    Lever(
      id: id, title: title, kind: .count(range), legalHome: home, cost: cost,
      read: { .count($0[keyPath: path]) },
      write: { if case .count(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func share(
    _ id: String, _ title: Bilingual, _ path: Path<BasisPoints>, home: String, cost: Bilingual
  ) -> Lever {
    Lever(
      id: id, title: title, kind: .share(0...100), legalHome: home, cost: cost,
      read: { .share($0[keyPath: path]) },
      write: { if case .share(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func euros(
    _ id: String, _ title: Bilingual, upTo most: Int, _ path: Path<Money>, home: String,
    cost: Bilingual
  ) -> Lever {
    Lever(
      id: id, title: title, kind: .euros(upTo: most), legalHome: home, cost: cost,
      read: { .euros($0[keyPath: path]) },
      write: { if case .euros(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func points(
    _ id: String, _ title: Bilingual, upTo most: Int, _ path: Path<Points>, home: String,
    cost: Bilingual
  ) -> Lever {
    Lever(
      id: id, title: title, kind: .points(upTo: most), legalHome: home, cost: cost,
      read: { .points($0[keyPath: path]) },
      write: { if case .points(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func flag(
    _ id: String, _ title: Bilingual, _ path: Path<Bool>, home: String, cost: Bilingual
  ) -> Lever {
    Lever(
      id: id, title: title, kind: .flag, legalHome: home, cost: cost,
      read: { .flag($0[keyPath: path]) },
      write: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ id: String, _ title: Bilingual, _ path: Path<Value>, home: String, cost: Bilingual
  ) -> Lever {
    Lever(
      id: id, title: title, kind: .choice(Value.allCases.map(\.rawValue)), legalHome: home,
      cost: cost, read: { .choice($0[keyPath: path].rawValue) },
      write: {
        if case .choice(let name) = $1, let value = Value(rawValue: name) {
          $0[keyPath: path] = value
        }
      })
  }
}
