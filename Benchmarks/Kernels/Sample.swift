import Foundation
import GLPKSolver
import MixedInteger
import Portfolio
import ScenarioFiles
import Synthetic

@testable import Selection

/// One synthetic scenario, in the stages through which a solve takes it.
struct Sample {
  let folder: URL
  let document: ScenarioDocument

  /// Draws the scenario into a temporary folder and reads it.
  init(_ family: SyntheticScenario.Family, _ initiatives: Int) throws {
    folder = Sample.folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var files: [String: Data] = [:]
    try SyntheticScenario(family, initiatives: initiatives, seed: 1)
      .write { files[$0.rawValue, default: Data()].append(contentsOf: $1) }
    for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
    document = try ScenarioReader.read(folder.path)
  }

  /// The folder of this process: there is one scenario at a time.
  private static let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("cartera-kernels-\(ProcessInfo.processInfo.processIdentifier)")

  /// Removes the folder.
  static func discard() throws { try FileManager.default.removeItem(at: folder) }

  /// The search's first question about the scenario.
  func stage() throws -> Stage {
    let formulation = try Formulation(document.scenario)
    return Stage(formulation, network: FundingNetwork(formulation.scenario))
  }

  /// The optimum as the search finds it, and the nodes that it took.
  func search() throws -> (starts: [Start], nodes: Int) {
    var search = TreeSearch(try stage(), limits: SearchLimits())
    try search.run()
    return (search.best ?? [], search.nodes)
  }

  /// A session that has solved the scenario, and the scenario with its pledges at these percentages.
  func session(movingTo percentages: [Int]) throws -> (SelectionSession, [Scenario]) {
    var session = SelectionSession()
    _ = try session.best(of: document.scenario, ties: .any)
    let scenarios = percentages.map {
      document.scenario.scalingPledges(by: Quantity(Int64($0), decimals: 2))
    }
    return (session, scenarios)
  }

  /// An enumeration of all points that are worth more than the optimum: the proof that there are none.
  func enumeration() throws -> Enumeration {
    let stage = try stage()
    let program = stage.program
    let best = stage.value(of: try search().starts)
    let prices = try SimplexSession.with(relaxation(stage)) { session in
      _ = try session.solve()
      var prices: [Double] = []
      try session.copyRowPrices(into: &prices)
      return prices
    }
    let (lower, upper) = (program.lower, program.upper)
    guard let exact = ExactBound(program, prices: prices, lower: lower, upper: upper),
      let made = Enumeration(program, exact, lower, upper, threshold: best + 1, steps: .max)
    else { throw Failure.isTooLarge }
    return made
  }

  private enum Failure: Error { case isTooLarge }

  /// The answer as it is given.
  func answer() throws -> Answer {
    var options = SelectionOptions()
    options.ties = .any
    return try Selector(document.scenario, digest: document.digest, options: options).best()
  }
}

/// The linear relaxation of a stage, without payments.
func relaxation(_ stage: Stage) -> Model {
  stage.program.relaxation(rows: Array(stage.program.rows.indices))
}

/// Solves a relaxation from scratch; the iterations of the simplex method, and the point.
func solve(_ model: Model) throws -> (iterations: Int, point: [Double]) {
  try SimplexSession.with(model) { session in
    _ = try session.solve()
    var point = [Double](repeating: 0, count: session.variableCount)
    try session.copyPrimal(into: &point)
    return (session.iterations, point)
  }
}
