// swift-tools-version: 6.2
import PackageDescription

/// Programs that use Cartera as a library; script/examples builds and runs them.
let package = Package(
  name: "cartera-examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "cartera", path: "..")],
  targets: [
    .executableTarget(
      name: "BudgetMeeting",
      dependencies: [.product(name: "Cartera", package: "cartera")],
      path: "BudgetMeeting",
      exclude: ["output.txt"],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]
    )
  ]
)
