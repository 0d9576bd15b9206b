// swift-tools-version: 6.2
import PackageDescription

/// The same strictness for every target: Swift 6 mode, no implicit existential, no leaking import,
/// unsafe code marked as such, and no warning left standing.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let collections = Target.Dependency.product(
  name: "OrderedCollections",
  package: "swift-collections"
)
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
/// For tests alone: a second opinion on what a CSV text holds.
let swiftCSV = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")

/// How the program is linked for release: with Swift's libraries inside, at a fixed address, each part at one
/// that Linux can map in large pieces. Shared ones would take longer to load than a small table takes to solve,
/// and the program runs where Swift is not installed. The libraries are those that Foundation itself is linked
/// with; where their names are not known, the shared ones do.
#if os(Linux) && compiler(<6.4)
  let linking: [LinkerSetting] = [
    .unsafeFlags(
      [
        "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-no-pie", "-Xlinker", "--no-rosegment",
        "-Xlinker", "-z", "-Xlinker", "max-page-size=2097152",
        "-lCoreFoundation", "-l_CFXMLInterface", "-l_FoundationCollections", "-l_FoundationCShims",
        "-l_FoundationICU", "-lxml2",
      ],
      .when(configuration: .release)
    )
  ]
#else
  let linking: [LinkerSetting] = []
#endif

/// What `import Cartera` passes on.
///
/// Who depends on `Cartera` depends on these by name too: SwiftPM builds a target again when a module that
/// its manifest names has changed, not when one has that comes in by re-export.
let passedOn = [
  "MixedInteger", "Planning", "Portfolio", "Preferences", "Reporting", "ScenarioFiles", "Selection",
]

let package = Package(
  name: "cartera",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "cartera", targets: ["CarteraTool"]),
    .library(name: "Cartera", targets: ["Cartera"] + passedOn),
    .library(name: "Selection", targets: ["Portfolio", "Preferences", "Selection"]),
    .library(name: "ScenarioFiles", targets: ["ScenarioFiles"]),
    .library(name: "GLPKSolver", targets: ["GLPKSolver", "MixedInteger"]),
    .library(name: "Synthetic", targets: ["Synthetic"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .target(
      name: "CGLPKShim",
      cSettings: [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("glpk")]
    ),
    .target(name: "MixedInteger", swiftSettings: strict),
    .target(
      name: "GLPKSolver",
      dependencies: ["CGLPKShim", "MixedInteger"],
      swiftSettings: strict
    ),
    .target(name: "Portfolio", dependencies: [collections], swiftSettings: strict),
    .target(
      name: "CZlibShim",
      cSettings: [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("z")]
    ),
    .target(
      name: "CMemoryShim",
      cSettings: [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]
    ),
    .target(
      name: "Spreadsheet",
      dependencies: ["CZlibShim", "Portfolio"],
      swiftSettings: strict
    ),
    .target(name: "Preferences", dependencies: ["Portfolio", bigInt], swiftSettings: strict),
    .target(
      name: "Selection",
      dependencies: [
        "GLPKSolver", "MixedInteger", "Portfolio", "Preferences", collections, heap, bigInt,
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Planning",
      dependencies: ["MixedInteger", "Portfolio", "Preferences", "Selection", collections],
      swiftSettings: strict
    ),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "Portfolio", "Preferences", "Selection", "MixedInteger", "Spreadsheet", collections, yams,
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Reporting",
      dependencies: [
        "Portfolio", "Preferences", "Selection", "Planning", "Spreadsheet", collections,
      ],
      swiftSettings: strict
    ),
    .target(name: "Synthetic", swiftSettings: strict),
    .target(
      name: "Cartera",
      dependencies: passedOn.map { .target(name: $0) },
      swiftSettings: strict
    ),
    .target(
      name: "CarteraCommand",
      dependencies: [
        "CMemoryShim", "Cartera", "Portfolio", "Preferences", "Selection", "MixedInteger",
        "Planning", "ScenarioFiles", "Reporting", "Synthetic", argumentParser,
      ],
      swiftSettings: strict
    ),
    // Not named as its product: on a file system that ignores case that would be `Cartera`.
    .executableTarget(
      name: "CarteraTool",
      dependencies: ["CarteraCommand"],
      swiftSettings: strict,
      linkerSettings: linking
    ),
    .target(
      name: "TestSupport",
      dependencies: ["Spreadsheet", "Portfolio", "Selection", collections],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .testTarget(name: "MixedIntegerTests", dependencies: ["MixedInteger"], swiftSettings: strict),
    .testTarget(
      name: "GLPKSolverTests",
      dependencies: ["TestSupport", "GLPKSolver", "MixedInteger"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PortfolioTests",
      dependencies: ["Portfolio", collections],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SpreadsheetTests",
      dependencies: ["TestSupport", "Spreadsheet"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PreferencesTests",
      dependencies: ["TestSupport", "Portfolio", "Preferences"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SelectionTests",
      dependencies: [
        "TestSupport",
        "GLPKSolver", "MixedInteger", "Portfolio", "Preferences", "Selection", collections,
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "TestSupport", "MixedInteger", "Portfolio", "Preferences", "Selection", "Planning",
        collections,
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: [
        "CarteraTool", "TestSupport", "MixedInteger", "Portfolio", "Preferences", "Selection",
        "ScenarioFiles", "Spreadsheet",
        collections, swiftCSV,
      ],
      exclude: ["Fixtures"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Portfolio", "Preferences", "Selection", "Reporting", collections],
      exclude: ["Golden"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SyntheticTests",
      dependencies: [
        "TestSupport", "Synthetic", "MixedInteger", "Portfolio", "ScenarioFiles", "Selection",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CarteraTests",
      dependencies: (["Cartera"] + passedOn).map { .target(name: $0) },
      swiftSettings: strict
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["CarteraTool", "TestSupport", "Selection", "Spreadsheet", swiftCSV],
      exclude: ["Fixtures"],
      swiftSettings: strict
    ),
  ],
  cLanguageStandard: .c11
)
