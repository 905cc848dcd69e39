import DMN
import FEEL
import Testing
@Suite struct Dbg {
  @Test func dbg() throws {
    for t in ["\"foo \" + a", "a + \"x\"", "a", "\"x\" + \"y\"", "1 + 2", "string(1)"] {
      let e = try FEELExpression.compile(t, names: FEELNames(variables: ["a"]))
      let o = e.evaluate(["a": "q"])
      print(t, "=>", o.value, o.diagnostics)
    }
  }
}
