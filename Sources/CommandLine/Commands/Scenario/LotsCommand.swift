import ArgumentParser
import Casework
import Foundation
import JSONText
import Services

/// The committed draw of lots for equal points and for places above the quality line.
struct LotsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lots",
    abstract: "Commit to a draw of lots beforehand, and draw so that anybody can repeat it.",
    subcommands: [Commit.self, Draw.self])

  struct Commit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Make a secret, keep it in a file, and print what is to be published before the round.",
      discussion: "Publish the digest before applications open; publish the file after the ranking."
    )

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file for the secret; it must not exist.") var file: String

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        var random = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in random.next() }
        let secret = words.map { word in
          let digits = String(word, radix: 16)
          return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        let made =
          FileManager.default.fileExists(atPath: file)
          ? false
          : FileManager.default.createFile(
            atPath: file, contents: Data(secret.utf8), attributes: [.posixPermissions: 0o600])
        guard made else {
          throw Refusal(
            "cannot-write", nl: "“\(file)” bestaat al of kan niet worden geschreven.",
            en: "“\(file)” exists already or cannot be written.",
            details: ["Name another file: a secret that was committed to is never replaced."])
        }
        let commitment = LotDraw(secret: Array(secret.utf8)).commitment
        if console.json {
          return console.data(["file": .string(file), "commitment": .string(commitment)])
        }
        console.line(commitment)
        console.note(
          "Maak dit getal bekend voordat de aanvragen binnen zijn; bewaar “\(file)” geheim tot de loting.",
          "Publish this number before applications are in; keep “\(file)” secret until the draw.")
      }
    }
  }

  struct Draw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw the lots of applicants from the secret; the first wins.",
      discussion: """
        A lot is the start of the SHA-256 of the secret, a line feed and the applicant's id. With
        --commitment it is checked first that this is the secret that was committed to.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file with the secret.") var file: String
    @Argument(help: "The applicants' ids.") var applicants: [String]
    @Option(help: ArgumentHelp("What was published beforehand.", valueName: "digest"))
    var commitment: String?

    func validate() throws {
      guard Set(applicants).count == applicants.count else {
        throw ValidationError("An applicant stands there twice.")
      }
    }

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let draw = LotDraw(secret: try readFile(file))
        if let commitment, commitment.lowercased() != draw.commitment {
          throw Refusal(
            "other-secret", nl: "Dit is niet het geheim waarvan het getal bekend is gemaakt.",
            en: "This is not the secret whose number was published.",
            details: ["published: \(commitment)", "this file: \(draw.commitment)"])
        }
        let lots = draw.lots(of: applicants)
        if console.json {
          return console.data([
            "commitment": .string(draw.commitment),
            "lots": .array(
              lots.map { lot in
                [
                  "place": .int(lot.place), "applicant": .string(lot.applicant),
                  "lot": .string(lot.digits),
                ]
              }),
          ])
        }
        for lot in lots { console.line("\(lot.place)  \(lot.applicant)  \(lot.digits)") }
      }
    }
  }
}
