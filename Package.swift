// swift-tools-version: 6.2
import PackageDescription

// base ← engines ← domain ← data ← services ← faces ← program: a target may depend on what stands
// to its left only. docs/architecture.md holds the same table; a test keeps the two equal.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency =
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting: Target.Dependency =
  .product(name: "HummingbirdTesting", package: "hummingbird")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "speelveld",
  products: [
    .executable(name: "speelveld", targets: ["speelveld"]),
    .executable(name: "conformance", targets: ["conformance"]),
    // For the nested package Benchmarks only.
    .library(
      name: "SpeelveldCore",
      targets: [
        "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", "Markup", "FEEL", "DMN",
        "Statechart", "FEELDatamodel", "Allocation", "SchemeDefinition", "Casework", "Simulation",
        "Postgres", "Storage", "JobQueue", "Delivery", "Services", "Worker",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    // base
    module("Diagnostics"),
    module("JSONText", ["Diagnostics"]),
    module("ExactNumbers"),
    module("LegalCalendar"),
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    module("Markup", ["CLibxml2", "Diagnostics"]),

    // engines
    module("FEEL", ["ExactNumbers", "LegalCalendar", "Diagnostics"]),
    module("DMN", ["FEEL", "Markup", "ExactNumbers", "LegalCalendar", "Diagnostics"]),
    module("Statechart", ["Markup", "Diagnostics"]),
    module("FEELDatamodel", ["Statechart", "FEEL", "ExactNumbers", "Diagnostics"]),
    .target(name: "CRankingKernels"),
    // Loaded when used, not linked: see its shim.
    .systemLibrary(name: "CLibcbc", providers: [.apt(["coinor-libcbc3"])]),
    module("Allocation", ["ExactNumbers", "CRankingKernels", "CLibcbc"]),

    // domain
    module(
      "SchemeDefinition",
      [
        "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", "Markup", "FEEL", "DMN",
        "Statechart", "FEELDatamodel", crypto, yams, mustache,
      ]),
    module(
      "Casework",
      [
        "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", "FEEL", "DMN", "Statechart",
        "FEELDatamodel", "SchemeDefinition", crypto, yams,
      ]),
    module(
      "Simulation",
      [
        "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", "Allocation", crypto, yams,
      ]),

    // data
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    module("Postgres", ["CLibpq", "ExactNumbers", "LegalCalendar"]),
    module(
      "Storage",
      [
        "Postgres", "Casework", "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", crypto,
      ]),
    module("JobQueue", ["Postgres", "Diagnostics", "JSONText", "LegalCalendar"]),
    .systemLibrary(
      name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    module("Delivery", ["CLibcurl", "Diagnostics", "JSONText", "LegalCalendar", crypto]),
    .systemLibrary(
      name: "CLibxlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    module("Spreadsheets", ["CLibxlsxwriter", "ExactNumbers", "LegalCalendar"]),

    // services
    .systemLibrary(
      name: "CLibargon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
    module(
      "Identity",
      [
        "CLibargon2", "Postgres", "Casework", "Diagnostics", "JSONText", "LegalCalendar", crypto,
        jwt, httpClient,
      ]),
    module(
      "Services",
      [
        "Storage", "Postgres", "JobQueue", "Delivery", "Casework", "SchemeDefinition",
        "Simulation", "Allocation", "Statechart", "FEELDatamodel", "DMN", "Diagnostics",
        "JSONText", "ExactNumbers", "LegalCalendar", "FEEL", "Spreadsheets", crypto,
      ]),

    // faces
    module(
      "Worker",
      [
        "Services", "JobQueue", "Delivery", "Simulation", "Casework", "Storage", "Postgres",
        "Diagnostics", "JSONText", "LegalCalendar", logging, lifecycle,
      ]),
    module(
      "Web",
      [
        "Services", "Identity", "JobQueue", "Delivery", "Spreadsheets", "Simulation", "Allocation",
        "Casework", "SchemeDefinition", "Storage", "Postgres", "Diagnostics", "JSONText",
        "ExactNumbers", "LegalCalendar", "FEEL", "DMN", "Statechart", mustache, crypto,
        hummingbird, hummingbirdCore, nioCore, httpTypes, httpClient, logging, lifecycle,
      ]),
    module(
      "CommandLine",
      [
        "Services", "Web", "Worker", "Identity", "JobQueue", "Delivery", "Spreadsheets",
        "Simulation", "Casework", "SchemeDefinition", "Storage", "Postgres", "Diagnostics",
        "JSONText", "ExactNumbers", "LegalCalendar", "FEEL", "DMN", "Statechart", "FEELDatamodel",
        "Allocation", argumentParser, yams, logging, lifecycle,
      ]),

    // programs
    program("speelveld", ["CommandLine"]),
    program(
      "conformance",
      [
        "ExactNumbers", "LegalCalendar", "Diagnostics", "Markup", "JSONText", "FEEL", "DMN",
        "Statechart", "FEELDatamodel", "Allocation",
      ]),

    program("chaos", ["JobQueue", "Postgres", "LegalCalendar", "JSONText"]),

    // tests
    .target(
      name: "TestSupport", dependencies: ["Postgres", "LegalCalendar"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("JSONTextTests", ["JSONText", "Diagnostics"]),
    tests("ExactNumbersTests", ["ExactNumbers"]),
    tests("LegalCalendarTests", ["LegalCalendar"]),
    tests("MarkupTests", ["Markup", "Diagnostics"]),
    tests("FEELTests", ["FEEL", "ExactNumbers", "LegalCalendar", "Diagnostics"]),
    tests("DMNTests", ["DMN", "FEEL", "ExactNumbers", "LegalCalendar", "Diagnostics", "Markup"]),
    tests("StatechartTests", ["Statechart", "FEELDatamodel", "FEEL", "Markup", "Diagnostics"]),
    tests("AllocationTests", ["Allocation", "ExactNumbers"]),
    tests(
      "SchemeDefinitionTests",
      [
        "SchemeDefinition", "FEEL", "DMN", "Statechart", "FEELDatamodel", "ExactNumbers",
        "LegalCalendar", "Diagnostics", "JSONText",
      ]),
    tests(
      "CaseworkTests",
      [
        "Casework", "SchemeDefinition", "FEEL", "ExactNumbers", "LegalCalendar", "Diagnostics",
        "JSONText",
      ]),
    tests(
      "SimulationTests",
      ["Simulation", "Allocation", "ExactNumbers", "LegalCalendar", "Diagnostics", "JSONText"]),
    tests("PostgresTests", ["Postgres", "TestSupport", "ExactNumbers", "LegalCalendar"]),
    tests(
      "ServicesTests",
      [
        "Services", "Storage", "Postgres", "TestSupport", "Casework", "SchemeDefinition",
        "Delivery", "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", "FEEL",
        "Statechart", "Simulation", "Spreadsheets", "Allocation",
      ], exclude: ["Golden"]),
    tests(
      "CommandLineTests",
      [
        "CommandLine", "speelveld", "Services", "Storage", "Postgres", "TestSupport", "Casework",
        "SchemeDefinition", "Diagnostics", "JSONText", "LegalCalendar", argumentParser,
      ]),
    tests(
      "JobQueueTests",
      ["JobQueue", "chaos", "Postgres", "TestSupport", "LegalCalendar", "JSONText"]),
    tests("DeliveryTests", ["Delivery", "LegalCalendar", "JSONText", "Diagnostics"]),
    tests("SpreadsheetsTests", ["Spreadsheets", "ExactNumbers", "LegalCalendar"]),
    tests(
      "IdentityTests",
      [
        "Identity", "Postgres", "TestSupport", "Storage", "Casework", "LegalCalendar", "JSONText",
        crypto,
      ]),
    tests(
      "WorkerTests",
      [
        "Worker", "Services", "JobQueue", "Delivery", "Storage", "Postgres", "TestSupport",
        "Casework", "SchemeDefinition", "Simulation", "LegalCalendar", "JSONText", logging,
      ]),
    tests(
      "WebTests",
      [
        "Web", "Identity", "Services", "Storage", "Postgres", "TestSupport", "Casework",
        "SchemeDefinition", "Simulation", "ExactNumbers", "LegalCalendar", "JSONText",
        "Diagnostics", hummingbird, hummingbirdTesting, nioCore, httpTypes, logging, lifecycle,
      ]),
    tests("ArchitectureTests", []),
  ]
)
