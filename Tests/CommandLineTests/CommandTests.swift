import ArgumentParser
import Casework
import Diagnostics
import LegalCalendar
import Testing

@testable import CommandLine

@Suite struct CommandTests {
  @Test func `every command explains itself, in lines of at most 80 characters`() {
    func check(_ command: any ParsableCommand.Type) {
      let help = command.helpMessage(columns: 80)
      // The usage line is not wrapped, so that it can be copied.
      for line in help.split(separator: "\n") where !line.hasPrefix("USAGE") {
        #expect(line.count <= 80, "\(line)")
      }
      #expect(!command.configuration.abstract.isEmpty)
      for inner in command.configuration.subcommands { check(inner) }
    }
    check(SpeelveldCommand.self)
  }

  @Test(arguments: [
    ["LC_ALL": "nl_NL.UTF-8"], ["LANG": "nl_BE"], ["LC_ALL": "", "LC_MESSAGES": "nl"],
  ])
  func `a Dutch locale gives Dutch messages`(environment: [String: String]) {
    #expect(Language(environment: environment) == .dutch)
  }

  @Test(arguments: [[:], ["LANG": "C.UTF-8"], ["LC_ALL": "en_GB", "LANG": "nl_NL"]])
  func `any other locale gives English messages`(environment: [String: String]) {
    #expect(Language(environment: environment) == .english)
  }

  @Test func `each kind of failure has its own exit status`() {
    let refusal = Refusal("x", nl: "nee", en: "no", details: ["because"])
    #expect(Failure(refusal, language: .dutch).status == .failed)
    #expect(Failure(refusal, language: .dutch).lines == ["nee", "  - because"])
    let findings = FindingsError([.error("a", "b")])
    #expect(Failure(findings, language: .english).status == .findings)
    #expect(Failure(CancellationError(), language: .english).status == .cancelled)
  }

  @Test(arguments: ["2026-13-01", "morgen", "1-1-2027"])
  func `a day that is none is a usage error`(day: String) {
    #expect(throws: (any Error).self) {
      try SpeelveldCommand.parseAsRoot(["milestones", "list", "--today", day])
    }
  }

  @Test(arguments: [
    ["extend", "x", "--by", "4 weeks"], ["extend", "x", "--reason", "ziekte"],
    ["extend", "x", "--reason", "r", "--by", "4 weeks", "--to", "2027-07-01"],
    ["extend", "x", "--reason", "r", "--by", "a while"], ["waive", "x"],
    ["add", "x", "--reason", "r"],
    ["add", "x", "--reason", "r", "--on", "2027-01-31", "--count", "0"],
  ])
  func `a change of a term needs a reason and one way of saying how far`(words: [String]) {
    #expect(throws: (any Error).self) {
      try SpeelveldCommand.parseAsRoot(["milestones"] + words)
    }
  }

  @Test func `the year after the last is called settlement`() throws {
    #expect(TransitionTarget(argument: "settlement")?.year == nil)
    #expect(TransitionTarget(argument: "2027")?.year == 2027)
    #expect(TransitionTarget(argument: "27e") == nil)
    #expect(TransitionTarget(argument: "99999") == nil)
  }
}
