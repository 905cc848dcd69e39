import Diagnostics
import LegalCalendar

/// How much a load looks at beyond what it needs to run.
public enum SchemeChecks: Hashable, Sendable {
  /// Everything: also the analysis of charts and tables, and the golden cases.
  case all
  /// What makes a scheme unusable. For files that passed `all` before, such as stored ones.
  case structure
}

extension SchemeDefinition {
  /// Reads a scheme from the bytes of its files and checks all of it.
  ///
  /// `files` maps paths below the scheme's folder, such as `scheme.yaml` and `2023-02-24/terms.yaml`, to
  /// bytes. The scheme is nil when any finding is an error; findings of all files come together, in
  /// reading order, each once. Golden cases run when nothing else is wrong with their version.
  public static func load(_ files: [String: [UInt8]], checks: SchemeChecks = .all) -> (
    scheme: SchemeDefinition?, findings: [Finding]
  ) {
    let log = FindingLog()
    let scheme = SchemeReader(files: files, checks: checks, log: log).read()
    var seen = Set<Finding>()
    let findings = log.findings.filter { seen.insert($0).inserted }.inReadingOrder()
    return (findings.hasErrors ? nil : scheme, findings)
  }
}

/// Reads the scheme's own file and then each version, older ones first.
struct SchemeReader {
  let files: [String: [UInt8]]
  let checks: SchemeChecks
  let log: FindingLog
  let memory = ReadingMemory()

  func read() -> SchemeDefinition? {
    guard let bytes = files[SchemeFile.path] else {
      log.error(
        "missing-file", "The file \(SchemeFile.path) is missing.", in: SchemeFile.path,
        remedy: "Add it: it names the scheme and its versions.")
      return nil
    }
    guard let root = yamlRoot(bytes, file: SchemeFile.path, log: log),
      let file = SchemeFile(root)
    else { return nil }
    checkVersions(file, root)
    checkStrayFiles(file)
    var sources: [String: RuleSetFiles] = [:]
    var versions: [RuleSet] = []
    for version in file.versions {
      let found = gather(version, sources)
      sources[version.label] = found
      versions.append(read(version, found, scheme: file.id))
    }
    for (version, rules) in zip(file.versions, versions) {
      checkMapping(version, rules, among: versions)
    }
    checkOwnCases(versions)
    return SchemeDefinition(
      id: file.id, title: file.title, identifier: file.identifier, certainty: file.certainty,
      legalBasis: file.legalBasis, publications: file.publications, funding: file.funding,
      fundingSource: file.fundingSource, knownGaps: file.knownGaps, inForce: file.inForce,
      lapses: file.lapses, lapseSource: file.lapseSource, runOff: file.runOff,
      runOffSource: file.runOffSource, versions: versions)
  }

  /// The version's own files over those that it inherits.
  private func gather(_ version: SchemeFile.Version, _ known: [String: RuleSetFiles])
    -> RuleSetFiles
  {
    var gathered = RuleSetFiles()
    if let base = version.inherits {
      if let inherited = known[base] {
        gathered = inherited
      } else {
        version.fields.error(
          "unknown-version",
          "\"\(version.label)\" inherits from \"\(base)\", which is not before it.",
          at: "inherits", remedy: advice(for: base, among: known.keys))
      }
    }
    let folder = version.folder + "/"
    for (path, bytes) in files where path.hasPrefix(folder) {
      let inner = String(path.dropFirst(folder.count))
      gathered.bytes[inner] = bytes
      gathered.origins[inner] = path
    }
    return gathered
  }

  private func read(_ version: SchemeFile.Version, _ found: RuleSetFiles, scheme: String) -> RuleSet
  {
    found.check(folder: version.folder + "/", mapping: version.mapping, log: log)
    var runningCases = RunningCases.unchanged(version.source)
    if version.isMoved, let path = version.mapping {
      if let bytes = found.bytes[path] {
        let root = yamlRoot(bytes, file: found.origin(path), log: log)
        if let mapping = root.flatMap(readMapping) {
          runningCases = .moved(mapping, version.source)
        }
      } else {
        log.error(
          "missing-file", "The mapping \(version.folder)/\(path) is missing.",
          in: version.folder + "/" + path, remedy: "Add it: it says where running cases go.")
      }
    }
    let before = log.findings.count
    var reader = RuleSetReader(
      scheme: scheme, label: version.label, validFrom: version.validFrom,
      validTo: version.validTo, changes: version.changes, runningCases: runningCases,
      files: found, checks: checks, log: log, memory: memory)
    let rules = reader.read()
    if checks == .all {
      check(rules, found, running: !log.findings[before...].hasErrors)
    }
    return rules
  }
}

extension SchemeReader {
  /// Runs the golden cases; where the rules are faulty, only looks whether the cases can be read.
  private func check(_ rules: RuleSet, _ found: RuleSetFiles, running: Bool) {
    let parameters = found.origin("parameters.yaml")
    for golden in rules.cases {
      guard running else {
        log.note(golden.syntaxFindings)
        continue
      }
      // A term that a version inherits may have a fault that was told already.
      if let term = golden.term, rules.terms[term] == nil, log.findings.hasErrors { continue }
      // A case has one outcome for the same decision and parameters.
      let model = rules.decisions[golden.decision]?.file ?? rules.label
      let work = "case \(golden.file):\(golden.position) \(model) \(parameters)"
      if memory.isNew(work) { log.note(rules.run(golden).findings) }
    }
  }
}

extension RuleSet {
  /// Restores a rule set from the files that it was stored with; nil when any finding is an error.
  ///
  /// The hash is worked out again from the bytes, so a caller can see that they are the same.
  public static func load(
    _ files: [String: [UInt8]], scheme: String, label: String, validFrom: CivilDate,
    validTo: CivilDate?, checks: SchemeChecks = .structure
  ) -> (rules: RuleSet?, findings: [Finding]) {
    let log = FindingLog()
    let found = RuleSetFiles(bytes: files)
    found.check(folder: "", mapping: SchemeFile.usualMapping, log: log)
    let source = LegalSource(article: label, certainty: .derived)
    var reader = RuleSetReader(
      scheme: scheme, label: label, validFrom: validFrom, validTo: validTo, changes: [],
      runningCases: .unchanged(source), files: found, checks: checks, log: log,
      memory: ReadingMemory())
    let rules = reader.read()
    if checks == .all, !log.findings.hasErrors { log.note(rules.runCases().flatMap(\.findings)) }
    return (log.findings.hasErrors ? nil : rules, log.findings.inReadingOrder())
  }
}
