// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "cartera-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "cartera", path: ".."),
    // Without its traits, which count allocations through packages that not every machine can get.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "GLPKSolver", package: "cartera"),
        .product(name: "ScenarioFiles", package: "cartera"),
        .product(name: "Selection", package: "cartera"),
        .product(name: "Synthetic", package: "cartera"),
      ],
      path: "Kernels",
      swiftSettings: [.swiftLanguageMode(.v6)],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "Ablation",
      dependencies: [
        .product(name: "ScenarioFiles", package: "cartera"),
        .product(name: "Selection", package: "cartera"),
        .product(name: "Synthetic", package: "cartera"),
      ],
      path: "Ablation",
      swiftSettings: [.swiftLanguageMode(.v6)]
    ),
  ]
)
