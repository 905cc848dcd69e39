import Diagnostics

extension Portfolio {
  /// The largest file that is read; larger ones are refused before parsing.
  public static let largestFile = 20 * 1024 * 1024

  /// Reads a portfolio: YAML for `.yaml` and `.yml`, awards in bulk for `.csv`.
  ///
  /// The findings hold every fault of the file at once, with its line and what to do; the portfolio is
  /// nil when one of them is an error.
  public static func parse(_ bytes: [UInt8], file: String) -> (Portfolio?, [Finding]) {
    let log = PortfolioLog(file: file)
    let name = file.lowercased()
    let isTable = name.hasSuffix(".csv")
    var portfolio: Portfolio?
    if let text = portfolioText(bytes, log: log) {
      if isTable {
        portfolio = AwardTable(text, log: log).read()
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        portfolio = PortfolioFile(text, log: log).read()
      } else {
        log.error(
          "unknown-format", "The name does not tell how to read this file.",
          remedy: "Name it .yaml for a whole portfolio or .csv for awards in bulk.")
      }
    }
    if let portfolio { PortfolioCheck(portfolio, listsMembers: !isTable, log: log).run() }
    let findings = log.findings.inReadingOrder()
    return (findings.hasErrors ? nil : portfolio, findings)
  }
}
