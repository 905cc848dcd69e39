import Postgres
import Testing

@Suite struct PostgresTargetTests {
  private func resolve(
    address: String? = nil, dataDirectory: String? = nil, _ environment: [String: String] = [:],
    isRoot: Bool = false
  ) -> PostgresTarget {
    PostgresTarget.resolve(
      address: address, dataDirectory: dataDirectory, environment: environment, isRoot: isRoot)
  }

  private func directory(_ target: PostgresTarget) -> String? {
    if case .privateCluster(let directory, _, _) = target { return directory }
    return nil
  }

  @Test func `an address comes before everything`() {
    let target = resolve(address: "postgresql://a/b", dataDirectory: "/d", ["DATABASE_URL": "x"])
    #expect(target == .server(parameters: ["dbname": "postgresql://a/b"]))
  }

  @Test func `a data directory comes before the environment`() {
    #expect(directory(resolve(dataDirectory: "/d", ["DATABASE_URL": "x"])) == "/d")
  }

  @Test func `the environment names a server`() {
    #expect(
      resolve(["DATABASE_URL": "postgresql://h/d"])
        == .server(parameters: ["dbname": "postgresql://h/d"]))
    #expect(resolve(["PGHOST": "h"]) == .server(parameters: [:]))
    #expect(directory(resolve(["DATABASE_URL": "", "HOME": "/home/a"])) != nil)
  }

  @Test func `without anything it is a private cluster in the usual place`() {
    #expect(directory(resolve(["HOME": "/home/a"])) == "/home/a/.local/share/speelveld")
    #expect(directory(resolve(["HOME": "/home/a", "XDG_DATA_HOME": "/data"])) == "/data/speelveld")
    #expect(directory(resolve(["HOME": "/root"], isRoot: true)) == "/var/lib/speelveld")
  }
}
