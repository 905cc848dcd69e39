import DMN
import Diagnostics
import FEELDatamodel
import LegalCalendar
import Statechart

/// Reads the files of one version into a rule set and checks them against each other.
///
/// Gives a rule set even when there are errors, so that every check can run; the caller refuses it then.
struct RuleSetReader {
  let scheme: String
  let label: String
  let validFrom: CivilDate
  let validTo: CivilDate?
  let changes: [LocalizedText]
  let runningCases: RunningCases
  let files: RuleSetFiles
  let checks: SchemeChecks
  let log: FindingLog
  let memory: ReadingMemory

  /// Names as the files declare them, also of entries that are faulty; nil when a file cannot be read.
  var declared = DeclaredNames()

  struct DeclaredNames {
    var terms: Set<String>?
    var ladders: Set<String>?
    var letters: Set<String>?
    var messages: Set<String>?
    var obligations: Set<String>?
  }

  mutating func read() -> RuleSet {
    let parameters = section("parameters.yaml", readParameters)
    let termsRoot = root("terms.yaml")
    declared.terms = names(termsRoot, "terms")
    let obligationsRoot = root("obligations.yaml")
    declared.obligations = names(obligationsRoot, "obligations")
    let laddersRoot = root("reminders.yaml")
    declared.ladders = names(laddersRoot, "ladders")
    let fieldsRoot = root("letters/fields.yaml")
    declared.letters = names(fieldsRoot, "letters")
    declared.messages = names(root(MessageTemplate.fieldsFile), "messages")
    let (models, decisions) = readModels()
    let lifecycles = readLifecycles()
    let rules = RuleSet(
      scheme: scheme, hash: RuleSet.hash(of: files.bytes), label: label, validFrom: validFrom,
      validTo: validTo, files: files.bytes, changes: changes, runningCases: runningCases,
      lifecycles: lifecycles, editions: editions(of: lifecycles), parameters: parameters,
      terms: section("terms.yaml", readTerms),
      obligations: section("obligations.yaml", readObligations),
      ladders: section("reminders.yaml", readLadders),
      reminders: policy(laddersRoot),
      letters: readLetters(section("letters/fields.yaml", readLetterFields)),
      messages: readMessages(section(MessageTemplate.fieldsFile, readMessageFields)),
      cases: readCases(), firstParameters: RuleSet.values(of: parameters, on: validFrom),
      models: models, decisions: decisions, origins: files.origins)
    checkReferences(of: rules, termsRoot, obligationsRoot, laddersRoot)
    if checks == .all {
      checkLifecycles(of: rules)
      checkTables(of: rules)
    }
    return rules
  }

  private func root(_ path: String) -> YAMLMapping? {
    files.bytes[path].flatMap { bytes in
      let file = files.origin(path)
      return memory.recall(file) { yamlRoot(bytes, file: file, log: log) }
    }
  }

  private func section<Rule>(_ path: String, _ read: (YAMLMapping) -> [String: Rule])
    -> [String: Rule]
  {
    guard let root = root(path) else { return [:] }
    return memory.recall(files.origin(path)) { read(root) }
  }

  private func policy(_ root: YAMLMapping?) -> ReminderPolicy {
    guard let root else { return .none }
    return memory.recall(files.origin("reminders.yaml")) { readReminderPolicy(root) }
  }

  private func names(_ root: YAMLMapping?, _ key: String) -> Set<String>? {
    guard case .mapping(let mapping)? = root?.node(key) else { return nil }
    return Set(mapping.compactMap { $0.key.scalar?.string })
  }

  /// The bytes of a file that is text of a sane size; otherwise nil with a finding.
  private func sane(_ path: String) -> [UInt8]? {
    guard let bytes = files.bytes[path],
      text(of: bytes, file: files.origin(path), log: log) != nil
    else { return nil }
    return bytes
  }

  private func readLifecycles() -> [String: Statechart] {
    var charts: [String: Statechart] = [:]
    for path in files.paths(in: "lifecycles/") {
      guard let bytes = sane(path) else { continue }
      let name = RuleSetFiles.name(of: path)
      do {
        let chart = try memory.chart(bytes, file: files.origin(path))
        if chart.name != name {
          log.error(
            "lifecycle-name",
            "The chart calls itself \"\(chart.name ?? "")\", its file \"\(name)\".",
            in: files.origin(path), at: chart.states.first?.position,
            remedy: "Write name=\"\(name)\" or rename the file.")
        }
        charts[name] = chart
      } catch {
        log.note(error.findings)
      }
    }
    return charts
  }

  private func editions(of charts: [String: Statechart]) -> [String: LifecycleEdition] {
    var editions: [String: LifecycleEdition] = [:]
    for path in files.paths(in: "lifecycles/") {
      let name = RuleSetFiles.name(of: path)
      guard let bytes = files.bytes[path], let chart = charts[name] else { continue }
      editions[name] = memory.recall(files.origin(path)) {
        LifecycleEdition(
          hash: RuleSet.hash(of: bytes),
          program: FEELProgram(chart, hostNames: RuleSet.factNames))
      }
    }
    return editions
  }

  private func readModels() -> (
    models: [String: DMNModel], decisions: [String: RuleSet.DecisionHome]
  ) {
    var models: [String: DMNModel] = [:]
    var homes: [String: RuleSet.DecisionHome] = [:]
    var sources: [String: [UInt8]] = [:]
    for path in files.paths(in: "decisions/") { sources[files.origin(path)] = sane(path) }
    for (file, loading) in memory.models(sources).sorted(by: { $0.key < $1.key }) {
      log.note(loading.findings)
      guard let model = loading.model else { continue }
      models[file] = model
      for decision in model.decisions {
        if let other = homes[decision] {
          log.error(
            "duplicate-decision", "The decision \"\(decision)\" is also in \(other.file).",
            in: file, remedy: "Keep one, or give one another name.")
        }
        homes[decision] = RuleSet.DecisionHome(
          file: file, model: model,
          wantsParameters: model.inputs.contains(RuleSet.parametersInput))
      }
    }
    return (models, homes)
  }

  private func readLetters(_ declarations: [String: LetterDeclaration]) -> [String: LetterTemplate]
  {
    var letters: [String: LetterTemplate] = [:]
    if root("letters/fields.yaml") == nil { return [:] }
    for path in files.paths(in: "letters/") {
      let name = RuleSetFiles.name(of: path)
      guard let bytes = files.bytes[path],
        let body = text(of: bytes, file: files.origin(path), log: log)
      else { continue }
      guard let declaration = declarations[name] else {
        if declared.letters?.contains(name) != true {
          log.error(
            "undeclared-letter", "letters/fields.yaml says nothing of the letter \"\(name)\".",
            in: files.origin(path), remedy: "Declare its title and fields there.")
        }
        continue
      }
      let file = files.origin(path)
      // Other fields may be declared for it in another version.
      letters[name] = memory.recall("\(file) \(files.origin("letters/fields.yaml"))") {
        LetterTemplate.read(name, text: body, file: file, declared: declaration, log: log)
      }
    }
    for name in declarations.keys.sorted() where files.bytes["letters/\(name).mustache"] == nil {
      log.error(
        "missing-file",
        "The letter \"\(name)\" is declared, but letters/\(name).mustache is missing.",
        in: files.origin("letters/fields.yaml"), remedy: "Write the letter, or remove its fields.")
    }
    return letters
  }

  private func readCases() -> [GoldenCase] {
    files.paths(in: "cases/").flatMap { path -> [GoldenCase] in
      guard let bytes = files.bytes[path],
        let text = text(of: bytes, file: files.origin(path), log: log)
      else { return [] }
      let file = files.origin(path)
      return memory.recall(file) { GoldenCase.read(text, file: file, log: log) }
    }
  }
}
