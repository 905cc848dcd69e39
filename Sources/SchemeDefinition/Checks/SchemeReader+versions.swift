import Diagnostics
import LegalCalendar
import Statechart

extension SchemeReader {
  /// Versions must follow each other without a gap or an overlap, up to the lapse.
  func checkVersions(_ file: SchemeFile, _ root: YAMLMapping) {
    if file.versions.isEmpty, root.optionalMappings("versions").isEmpty {
      root.error("no-version", "The scheme has no version.", at: "versions", remedy: "Add one.")
    }
    var labels = Set<String>()
    for version in file.versions {
      if !labels.insert(version.label).inserted {
        version.fields.error(
          "duplicate-version", "Two versions are called \"\(version.label)\".", at: "label",
          remedy: "Rename one.")
      }
      if let to = version.validTo, to <= version.validFrom {
        version.fields.error(
          "empty-version", "\"\(version.label)\" ends on \(to), before it begins.",
          at: "valid-to", remedy: "`valid-to` is the first day on which it no longer holds.")
      }
    }
    for (a, b) in zip(file.versions, file.versions.dropFirst()) {
      guard let end = a.validTo else {
        a.fields.error(
          "overlapping-versions", "\"\(a.label)\" has no end, yet \"\(b.label)\" follows it.",
          at: "label", remedy: "Add `valid-to: \(b.validFrom)`.")
        continue
      }
      if end > b.validFrom {
        b.fields.error(
          "overlapping-versions",
          "From \(b.validFrom) both \"\(a.label)\" (until \(end)) and \"\(b.label)\" hold.",
          at: "valid-from", remedy: "Let it begin on \(end), or end the other earlier.")
      } else if end < b.validFrom {
        b.fields.error(
          "version-gap", "From \(end) until \(b.validFrom) no version holds.", at: "valid-from",
          remedy: "Let it begin on \(end).")
      }
    }
    checkEnds(file, root)
  }

  private func checkEnds(_ file: SchemeFile, _ root: YAMLMapping) {
    if let first = file.versions.first, first.validFrom != file.inForce {
      first.fields.error(
        "version-gap",
        "The scheme is in force from \(file.inForce), its first version from \(first.validFrom).",
        at: "valid-from", remedy: "Make the two days equal.")
    }
    if let last = file.versions.last, last.validTo != file.lapses {
      last.fields.error(
        "version-gap",
        "The scheme lapses on \(file.lapses.map(String.init(describing:)) ?? "no day"), its last "
          + "version ends on \(last.validTo.map(String.init(describing:)) ?? "no day").",
        at: "valid-to", remedy: "Make the two days equal.")
    }
  }

  /// Files that belong to no version.
  func checkStrayFiles(_ file: SchemeFile) {
    let folders = file.versions.map(\.folder)
    for path in files.keys.sorted() where path != SchemeFile.path {
      if folders.contains(where: { path.hasPrefix($0 + "/") }) { continue }
      let folder = path.split(separator: "/").first.map(String.init) ?? path
      log.error(
        "unknown-file", "The file \(path) belongs to no version.", in: path,
        remedy: advice(for: folder, among: folders))
    }
  }

  /// Every state of the earlier charts must have a place in the new ones.
  func checkMapping(_ version: SchemeFile.Version, _ rules: RuleSet, among versions: [RuleSet]) {
    guard case .moved(let mapping, _) = rules.runningCases, let path = version.mapping else {
      return
    }
    let place = version.folder + "/" + path
    guard let old = versions.first(where: { $0.label == mapping.from }) else {
      log.error(
        "unknown-version", "The mapping comes from \"\(mapping.from)\", which is no version.",
        in: place, remedy: advice(for: mapping.from, among: versions.map(\.label)))
      return
    }
    // A chart that is there but cannot be read has its own findings.
    let known = Set(old.lifecycleFiles)
    let named = Set(mapping.lifecycles.keys).union(mapping.timers.keys)
    for name in named.sorted() where !known.contains(name) {
      log.error(
        "unknown-lifecycle", "The mapping names the lifecycle \"\(name)\", which is unknown.",
        in: place, remedy: advice(for: name, among: known))
    }
    for (name, chart) in old.lifecycles.sorted(by: { $0.key < $1.key }) {
      guard let next = rules.lifecycles[name] else {
        if rules.lifecycleFiles.contains(name) { continue }
        log.error(
          "unmapped-lifecycle", "Cases in the lifecycle \"\(name)\" have nowhere to go.",
          in: place, remedy: "Add lifecycles/\(name).scxml to \(rules.label).")
        continue
      }
      for var finding in mapping.chart(name).check(from: chart, to: next) {
        finding.message += " (mapping \(place))"
        log.note(finding)
      }
    }
  }
}

extension SchemeReader {
  /// The scheme's own case and the partnerships belong to no award: each version takes them over from the one
  /// before it on its first day, whatever becomes of the awards. Where no mapping leads from that one, every
  /// state and timer must have its place by name.
  func checkOwnCases(_ versions: [RuleSet]) {
    for (old, next) in zip(versions, versions.dropFirst()) {
      if case .moved(let mapping, _) = next.runningCases, mapping.from == old.label { continue }
      for name in ["scheme", "partnership"] {
        guard let chart = old.lifecycles[name], let new = next.lifecycles[name] else { continue }
        for var finding in ChartMapping().check(from: chart, to: new) {
          finding.message +=
            " (the lifecycle \"\(name)\" passes from \(old.label) to \(next.label))"
          log.note(finding)
        }
      }
    }
  }
}

extension RuleSet {
  /// The names of the charts that the version has files for, readable or not.
  fileprivate var lifecycleFiles: [String] {
    RuleSetFiles(bytes: files).paths(in: "lifecycles/").map(RuleSetFiles.name)
  }
}
