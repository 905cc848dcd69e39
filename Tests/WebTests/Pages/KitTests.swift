import Casework
import ExactNumbers
import Foundation
import LegalCalendar
import TestSupport
import Testing

@testable import Web

@Suite struct KitTests {
  @Test(arguments: [
    ("1-4-2027", "2027-04-01"), ("01/04/2027", "2027-04-01"), ("1.4.2027", "2027-04-01"),
    ("2027-04-01", "2027-04-01"), (" 1 april 2027 ", "2027-04-01"), ("1 mrt 2027", "2027-03-01"),
    ("3 maart 2027", "2027-03-03"), ("29-2-2028", "2028-02-29"),
  ])
  func `a date is read as people write it`(text: String, iso: String) {
    #expect(MessyInput.date(text)?.description == iso)
  }

  @Test(arguments: ["", "1-4", "31-2-2027", "1-4-27", "april 2027", "1-13-2027", "29-2-2027", "x"])
  func `what is no date is not taken for one`(text: String) {
    #expect(MessyInput.date(text) == nil)
  }

  @Test(arguments: [
    ("€ 1.000,50", 100_050), ("1000,5", 100_050), ("1,000.50", 100_050), ("1000", 100_000),
    ("EUR 1 000", 100_000), ("1.000", 100_000), ("-12,34", -1234), ("€ 1.000,-", 100_000),
    ("1.234.567,89", 123_456_789), ("0,05", 5),
  ])
  func `an amount is read as people write it`(text: String, cents: Int) {
    #expect(MessyInput.money(text)?.cents == Int64(cents))
  }

  @Test(arguments: ["", "€", "1.00.000", "1,2,3", "12a", "1..000", "--1", "1.0000"])
  func `what is no amount is not taken for one`(text: String) {
    #expect(MessyInput.money(text) == nil)
  }

  @Test func `every amount and date that we write is read back`() {
    var random = SplitMix64(seed: 5)
    for language in [Words(language: .dutch), Words(language: .english)] {
      for _ in 0..<500 {
        let money = Money(cents: Int64.random(in: 0...1_000_000_000_000, using: &random))
        #expect(MessyInput.money(language.euros(money)) == money)
        let date = CivilDate(epochDay: Int64.random(in: 0...40_000, using: &random))
        #expect(MessyInput.date(language.date(date)) == date)
      }
    }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@x", "'@x"), ("-3", "'-3"), ("a;b", "\"a;b\""), ("a\"b", "\"a\"\"b\""),
    ("gewoon", "gewoon"), ("=a;b", "\"'=a;b\""),
  ])
  func `no text becomes a formula`(value: String, cell: String) {
    #expect(CSVText.cell(value) == cell)
  }

  @Test func `templates hold no style, no script, no disabled button and no raw text`() throws {
    for (name, text) in Templates.all {
      for word in ["<style", "style=", "<script", "onclick", "onload", "disabled", "javascript:"] {
        #expect(!text.contains(word), "\(name) holds \(word)")
      }
      // The one thing that a page shows without escaping is a drawing of our own.
      let raw = text.ranges(of: "{{{").count
      #expect(raw == text.ranges(of: "{{{.svgMarkup}}}").count, "\(name)")
      #expect(!text.contains("{{&"), "\(name)")
      if text.contains("<form") { #expect(text.contains("novalidate"), "\(name)") }
    }
  }

  @Test func `a drawing escapes every text in it`() {
    var drawing = SVG(width: 10, height: 10, id: "x", title: "<b>", description: "a & b")
    drawing.text("</svg><script>", x: 1, y: 1)
    #expect(drawing.closed.contains("&lt;/svg&gt;&lt;script&gt;"))
    #expect(!drawing.closed.contains("<b>"))
  }

  @Test func `how near a date is stands in words`() throws {
    let today = try #require(CivilDate(iso: "2026-12-28"))
    #expect(distance(today, 0) == "vandaag")
    #expect(distance(today, -2) == "2 dagen te laat")
    #expect(distance(today, -1) == "1 dag te laat")
    // 29, 30 and 31 December; 1 January is a holiday, 2 and 3 are a weekend.
    #expect(distance(today, 6) == "3 werkdagen")
    #expect(distance(today, 60) == "60 dagen")
  }

  private func distance(_ today: CivilDate, _ days: Int) -> String {
    DueDistance(today: today, calendar: .dutch, words: Words(language: .dutch))
      .cell(to: today.adding(days: days)).text
  }
}
