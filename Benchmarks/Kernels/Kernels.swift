import Benchmark
import Portfolio
import ScenarioFiles
import Synthetic

@testable import Selection

extension BenchmarkMetric {
  /// Nodes of the search tree: the same on every machine.
  static var nodes: BenchmarkMetric { .custom("Nodes", useScalingFactor: false) }
  /// Iterations of the simplex method: the same on every machine.
  static var iterations: BenchmarkMetric { .custom("Simplex iterations", useScalingFactor: false) }
  /// Steps of an enumeration: the same on every machine.
  static var steps: BenchmarkMetric { .custom("Steps", useScalingFactor: false) }
}

/// What is drawn for the kernels of one stage, and for whole searches of each family.
private let kernelSize = 1000
private let searchSizes: [(SyntheticScenario.Family, Int)] = [
  (.budget, 1000), (.table, 60), (.region, 133), (.cycles, 20), (.tickets, 40), (.national, 20),
  (.dense, 40),
]

/// Where the budget moves, in percent of the first: always to a new one, and between 80 and 120.
private let moves: [(name: String, percentages: [Int])] = [
  ("always new", Array(101...150) + (50...99).reversed()),
  ("back and forth", Array(101...120) + (80..<120).reversed() + Array(81...120)),
]

let benchmarks: @Sendable () -> Void = {
  let work: [BenchmarkMetric] = [.wallClock, .instructions]

  /// A benchmark over one synthetic scenario: `prepare` makes what `body` needs, unmeasured.
  func kernel<Input>(
    _ name: String,
    _ family: SyntheticScenario.Family,
    _ size: Int,
    counting counter: BenchmarkMetric? = nil,
    prepare: @escaping (Sample) throws -> Input,
    measuring body: @escaping (Input) throws -> Int
  ) {
    Benchmark(
      "\(name), \(family.rawValue) \(size)",
      configuration: .init(metrics: work + (counter.map { [$0] } ?? []), maxDuration: .seconds(2))
    ) { (benchmark: Benchmark, input: Input) throws in
      let count = try body(input)
      blackHole(count)
      if let counter { benchmark.measurement(counter, count) }
    } setup: {
      try prepare(try Sample(family, size))
    } teardown: {
      try Sample.discard()
    }
  }

  kernel(
    "Parsing",
    .region,
    kernelSize,
    prepare: \.folder.path,
    measuring: { try ScenarioReader.read($0).scenario.initiatives.count }
  )
  kernel(
    "Formulation",
    .region,
    kernelSize,
    prepare: \.document.scenario,
    measuring: { try Formulation($0).program.rows.count }
  )
  kernel(
    "Propagation",
    .region,
    kernelSize,
    prepare: { try $0.stage().program },
    measuring: { program in
      var (lower, upper) = (program.lower, program.upper)
      return Propagator(program).propagate(&lower, &upper) ? 1 : 0
    }
  )
  kernel(
    "Relaxation",
    .region,
    kernelSize,
    counting: .iterations,
    prepare: { relaxation(try $0.stage()) },
    measuring: { try solve($0).iterations }
  )
  kernel(
    "Heuristic",
    .region,
    kernelSize,
    prepare: { sample in
      let stage = try sample.stage()
      return (GreedyHeuristic(stage), try solve(relaxation(stage)).point)
    },
    measuring: { heuristic, point in heuristic.portfolio(guidedBy: point)?.starts.count ?? 0 }
  )
  kernel(
    "Enumeration",
    .dense,
    30,
    counting: .steps,
    prepare: { try $0.enumeration() },
    measuring: { enumeration in
      var enumeration = enumeration
      let before = enumeration.steps
      _ = enumeration.run { _ in nil }
      return before - enumeration.steps
    }
  )
  for (family, size) in searchSizes {
    kernel(
      "Search",
      family,
      size,
      counting: .nodes,
      prepare: { $0 },
      measuring: { try $0.search().nodes }
    )
  }
  kernel(
    "First solve of a session",
    .region,
    133,
    counting: .nodes,
    prepare: \.document.scenario,
    measuring: { scenario in
      var session = SelectionSession()
      return try session.best(of: scenario, ties: .any).work.nodes
    }
  )
  for (name, percentages) in moves {
    kernel(
      "100 moves of the budget by 1 %, \(name)",
      .region,
      133,
      counting: .nodes,
      prepare: { try $0.session(movingTo: percentages) },
      measuring: { session, scenarios in
        var session = session
        return try scenarios.reduce(0) { try $0 + session.best(of: $1, ties: .any).work.nodes }
      }
    )
  }
  kernel(
    "Payments",
    .region,
    kernelSize,
    prepare: { (try $0.stage().network, try $0.search().starts) },
    measuring: { network, starts in network.split(starts)?.payments.count ?? 0 }
  )
  kernel(
    "Verification",
    .region,
    kernelSize,
    prepare: { ($0.document, try $0.answer()) },
    measuring: { document, answer in
      Verifier(document.scenario, digest: document.digest).violations(in: answer).count
    }
  )
}
