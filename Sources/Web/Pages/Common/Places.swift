/// The addresses of the desk's pages of one scheme. Keys hold slashes and therefore go in the query.
struct Places: Hashable, Sendable {
  let scheme: String

  private var base: String { "/regelingen/\(Self.encoded(scheme))" }

  var overview: String { base }
  var today: String { "\(base)/vandaag" }
  var obligations: String { "\(base)/verplichtingen" }
  var transitions: String { "\(base)/overgangen" }
  var alliances: String { "\(base)/allianties" }
  var reminders: String { "\(base)/herinneringen" }
  var rules: String { "\(base)/regels" }
  var events: String { "\(base)/gebeurtenissen" }
  var receipts: String { "\(base)/bonnen" }
  var scenarios: String { "\(base)/scenarios" }

  func obligations(_ query: [(String, String)]) -> String { Self.with(obligations, query) }
  func why(_ obligation: String) -> String {
    Self.with(terms, [("kenmerk", obligation)])
  }
  var terms: String { "\(base)/waarom" }
  var filing: String { "\(base)/indienen" }
  func filing(_ obligation: String) -> String {
    Self.with(filing, [("kenmerk", obligation)])
  }
  func transition(_ run: String) -> String { "\(transitions)/\(Self.encoded(run))" }
  func transition(_ run: String, _ action: String) -> String { "\(transition(run))/\(action)" }
  func alliance(_ id: String) -> String { "\(alliances)/\(Self.encoded(id))" }
  func contacts(_ alliance: String) -> String { "\(self.alliance(alliance))/contactmomenten" }
  func caseFile(_ key: String) -> String { Self.with("\(base)/zaak", [("kenmerk", key)]) }
  func receipt(_ id: String) -> String { Self.with("\(base)/bon", [("kenmerk", id)]) }
  var caseAction: String { "\(base)/zaak" }
  var letters: String { "\(base)/brieven" }
  func event(_ sequence: Int64) -> String { "\(events)/\(sequence)" }
  func run(_ id: String) -> String { "\(scenarios)/\(Self.encoded(id))" }
  func run(_ id: String, _ action: String) -> String { "\(run(id))/\(action)" }
  func rule(_ version: String, _ decision: String) -> String {
    "\(rules)/\(Self.encoded(version))/\(Self.encoded(decision))"
  }

  /// An address with a query; empty values are left out.
  static func with(_ path: String, _ query: [(String, String)]) -> String {
    let parts = query.filter { !$0.1.isEmpty }.map { "\(encoded($0.0))=\(encoded($0.1))" }
    return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
  }

  static func encoded(_ text: String) -> String { PercentEncoding.encode(text) }
}
