import Services
import Testing

@Suite struct LotDrawTests {
  /// Checked with sha256sum: `printf abc | sha256sum` and `printf 'abc\nA01' | sha256sum`.
  @Test func `commitment and lots are what anybody computes with a digest tool`() {
    let draw = LotDraw(secret: Array("abc".utf8))
    #expect(
      draw.commitment == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(draw.lots(of: ["A01"]).map(\.digits) == ["74192b0e85565a2d"])
  }

  @Test func `the order of the lots does not depend on the order of the applicants`() {
    let draw = LotDraw(secret: Array("another".utf8))
    let ids = (1...9).map { "A0\($0)" }
    #expect(draw.lots(of: ids) == draw.lots(of: ids.reversed()))
    #expect(draw.lots(of: ids).map(\.place) == Array(1...9))
    #expect(Set(draw.lots(of: ids).map(\.applicant)) == Set(ids))
  }
}
