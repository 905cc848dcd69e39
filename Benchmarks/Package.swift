// swift-tools-version: 6.2
import PackageDescription

// Nested, so that what only the benchmarks need never touches the root package.

let package = Package(
  name: "speelveld-benchmarks",
  dependencies: [
    .package(name: "speelveld", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    .executableTarget(
      name: "speelveld-benchmarks",
      dependencies: [
        .product(name: "SpeelveldCore", package: "speelveld"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .treatAllWarnings(as: .error),
      ]),
    .executableTarget(
      name: "bare-server",
      dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
  ]
)
