import Foundation
import Portfolio
import ScenarioFiles
import Synthetic

@testable import Selection

/// How much slower the search is without each of its ideas: a Markdown table.
@main
enum Ablation {
  /// What is drawn, each with seeds 1 and 2.
  private static let instances: [(family: SyntheticScenario.Family, initiatives: Int)] = [
    (.region, 1_000), (.region, 10_000), (.region, 30_000), (.cycles, 60), (.tickets, 200),
    (.dense, 60), (.budget, 10_000),
  ]
  private static let seeds: [UInt64] = [1, 2]
  private static let limit = Duration.seconds(20)

  private static let ideas: [(name: String, idea: SearchIdeas)] = [
    ("heuristics", .heuristics), ("search of a neighbourhood", .neighbourhood),
    ("searches between", .between), ("fixing by the root", .coreFixing),
    ("fixing at nodes", .nodeFixing), ("knapsack cuts", .cuts), ("probing", .probing),
    ("pseudo-costs", .pseudoCosts), ("branching on cycles", .cycleBranching),
    ("propagation", .propagation), ("late rows", .lateRows), ("sifting", .sifting),
    ("a second thread", .sharing), ("enumeration", .enumeration),
    ("one knapsack", .knapsack),
  ]

  static func main() throws {
    var scenarios: [(name: String, seed: UInt64, document: ScenarioDocument)] = []
    for (family, initiatives) in instances {
      for seed in seeds {
        let document = try read(SyntheticScenario(family, initiatives: initiatives, seed: seed))
        scenarios.append(("\(family.rawValue) \(initiatives)", seed, document))
      }
    }
    let heads = scenarios.map { "\($0.name), seed \($0.seed)" }
    print("| without | \(heads.joined(separator: " | ")) |")
    print("| --- |" + String(repeating: " --- |", count: heads.count))
    let whole = try scenarios.map { try solve($0.document, without: []) }
    print(
      row("nothing: seconds, nodes", whole.map { "\(inHundredths($0.seconds)) s, \($0.nodes)" })
    )
    for (name, idea) in ideas {
      var cells: [String] = []
      for (scenario, full) in zip(scenarios, whole) {
        let run = try solve(scenario.document, without: idea)
        precondition(!run.isProven || !full.isProven || run.value == full.value, "\(name) lies")
        let ratio = inHundredths(run.seconds / full.seconds)
        cells.append((run.isProven ? "" : "> ") + "\(ratio), \(run.nodes)")
      }
      print(row(name, cells))
    }
  }

  private struct Run {
    var seconds: Double
    var nodes: Int
    var value: Int64?
    var isProven: Bool
  }

  /// One solve; the seconds are the median of three where they are few.
  private static func solve(_ document: ScenarioDocument, without idea: SearchIdeas) throws -> Run {
    var options = SelectionOptions()
    options.ties = .any
    options.timeLimit = limit
    options.ideas.subtract(idea)
    var runs: [Run] = []
    repeat {
      let begin = ContinuousClock.now
      let answer = try Selector(document.scenario, digest: document.digest, options: options).best()
      runs.append(
        Run(
          seconds: begin.duration(to: .now) / .seconds(1),
          nodes: answer.work.nodes,
          value: answer.aim?.values.first,
          isProven: answer.status == .optimal
        )
      )
    } while runs.count < 3 && runs[0].seconds < 5
    return runs.sorted { $0.seconds < $1.seconds }[runs.count / 2]
  }

  private static func read(_ synthetic: SyntheticScenario) throws -> ScenarioDocument {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cartera-ablation-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [String: Data] = [:]
    try synthetic.write { files[$0.rawValue, default: Data()].append(contentsOf: $1) }
    for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
    return try ScenarioReader.read(folder.path)
  }

  private static func row(_ head: String, _ cells: [String]) -> String {
    "| \(head) | \(cells.joined(separator: " | ")) |"
  }

  private static func inHundredths(_ number: Double) -> String {
    String(format: number < 10 ? "%.2f" : "%.0f", number)
  }
}
