import Postgres

/// The schema that the migrations give, as text: tables with columns, constraints, indexes and triggers.
///
/// Made from the server's own catalogue in an empty temporary cluster, so that it shows what is, not what was
/// meant; `db/schema.sql` holds it and a test keeps it current.
public enum SchemaText {
  private static let columns = Statement(
    "schema.columns",
    """
    select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
      and not a.attisdropped
    order by c.relname, a.attnum
    """)
  private static let constraints = Statement(
    "schema.constraints",
    """
    select c.relname::text, k.conname::text, pg_get_constraintdef(k.oid)
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace order by c.relname, k.contype desc, k.conname
    """)
  private static let indexes = Statement(
    "schema.indexes",
    """
    select i.indexdef from pg_indexes i
    where i.schemaname = 'public' and not exists
      (select from pg_constraint k where k.conname = i.indexname)
    order by i.indexname
    """)
  private static let triggers = Statement(
    "schema.triggers",
    """
    select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by c.relname, t.tgname
    """)

  public static func make(_ migrations: [Migration]) async throws -> [String] {
    let cluster = try PrivateCluster.temporary(under: "/tmp", prefix: "speelveld-schema-")
    defer { cluster.stop() }
    let pool = PostgresPool(cluster.connection)
    defer { pool.shutdown() }
    try await Migrator(migrations).migrate(pool)
    return try await pool.read { db in try lines(db) }
  }

  public static func lines(_ db: borrowing Database) throws -> [String] {
    var tables: [(name: String, parts: [String])] = []
    for row in try db.query(columns) {
      let table: String = try row.decode(0)
      if tables.last?.name != table { tables.append((table, [])) }
      let (name, type): (String, String) = (try row.decode(1), try row.decode(2))
      let required: Bool = try row.decode(3)
      tables[tables.count - 1].parts.append("\"\(name)\" \(type)" + (required ? " not null" : ""))
    }
    for row in try db.query(constraints) {
      let table: String = try row.decode(0)
      guard let place = tables.firstIndex(where: { $0.name == table }) else { continue }
      let (name, text): (String, String) = (try row.decode(1), try row.decode(2))
      tables[place].parts.append("constraint \"\(name)\" \(text)")
    }
    var lines = ["-- Made from db/migrations by ‘make schema’; not to be edited.", ""]
    for table in tables {
      lines.append("create table \"\(table.name)\" (")
      lines.append(table.parts.map { "  " + $0 }.joined(separator: ",\n"))
      lines.append(");")
      lines.append("")
    }
    for row in try db.query(indexes) { lines.append(try row.decode(0, as: String.self) + ";") }
    lines.append("")
    for row in try db.query(triggers) { lines.append(try row.decode(0, as: String.self) + ";") }
    return lines
  }
}
