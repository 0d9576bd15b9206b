/// A scenario that nobody proposed: drawn from a seed, for tests and measurements.
///
///     let synthetic = try SyntheticScenario(.region, initiatives: 1000, seed: 7)
///     try synthetic.write { file, bytes in … }
///
/// The same family, numbers and seed give the same bytes on every machine. What each family holds,
/// and how every number is distributed, stands in `docs/generate.md`.
public struct SyntheticScenario: Sendable {
  /// What a scenario is shaped after.
  public enum Family: String, CaseIterable, Sendable {
    /// One general pledge; values that go weakly with cost.
    case budget
    /// The table of a commune: earmarked pledges, some requirements and alternatives.
    case table
    /// Many communes: floors and ceilings for each commune and sector, hours, earmarks.
    case region
    /// A region over four cycles, with carry-over and hours for each cycle.
    case cycles
    /// Pledges with a largest share of one initiative and a smallest ticket.
    case tickets
    /// A country: 346 communes in 16 regions, each with money of its own.
    case national
    /// A multidimensional knapsack with a few tight rows, as Chu and Beasley drew them.
    case dense
  }

  /// How many initiatives a scenario can have.
  public static let sizes = 1...10_000_000
  /// How many rows a ``Family/dense`` scenario can have.
  public static let rowCounts = 1...100
  /// How tight its rows can be: the percentage of each row's sum that may be used.
  public static let tightnesses = 1...99

  /// The shape.
  public let family: Family
  /// How many initiatives there are.
  public let initiatives: Int
  /// What the random numbers begin from.
  public let seed: UInt64
  /// How many rows a ``Family/dense`` scenario has; the others pass it over.
  public let rows: Int
  /// Which percentage of each row's sum may be used; the families but ``Family/dense`` pass it over.
  public let tightness: Int

  /// A scenario to be drawn.
  ///
  /// - Precondition: The numbers lie in ``sizes``, ``rowCounts`` and ``tightnesses``.
  public init(
    _ family: Family,
    initiatives: Int,
    seed: UInt64,
    rows: Int = 5,
    tightness: Int = 50
  ) {
    precondition(SyntheticScenario.sizes.contains(initiatives), "size out of range")
    precondition(SyntheticScenario.rowCounts.contains(rows), "rows out of range")
    precondition(SyntheticScenario.tightnesses.contains(tightness), "tightness out of range")
    self.family = family
    self.initiatives = initiatives
    self.seed = seed
    self.rows = rows
    self.tightness = tightness
  }

  /// The files of a scenario.
  public enum File: String, CaseIterable, Sendable {
    case initiatives = "initiatives.csv"
    case pledges = "pledges.csv"
    case scenario = "scenario.yaml"
  }

  /// Writes the scenario's files piece by piece, one after the other.
  ///
  /// Memory does not grow with the number of initiatives.
  ///
  /// - Parameter sink: Takes the next bytes of a file.
  /// - Throws: What the sink throws; then nothing more is written.
  public func write(to sink: (File, [UInt8]) throws -> Void) throws {
    switch family {
    case .budget, .table, .region, .cycles, .tickets:
      var drawing = CommunalDrawing(self)
      try drawing.write(to: sink)
    case .national:
      var drawing = NationalDrawing(self)
      try drawing.write(to: sink)
    case .dense:
      var drawing = DenseDrawing(self)
      try drawing.write(to: sink)
    }
  }

  /// The random numbers of this scenario: each family and size has its own.
  var numbers: SeededNumbers {
    let index = Family.allCases.firstIndex(of: family) ?? 0
    return SeededNumbers(seed: seed, stream: UInt64(initiatives) << 8 | UInt64(index))
  }

  /// What the scenario is called: the same words in its name and, with the command, on top.
  var name: String { "Synthetic \(family.rawValue) \(initiatives), seed \(seed)" }

  /// The command that makes the scenario.
  var command: String {
    let special = family == .dense ? " --rows \(rows) --tightness \(tightness)%" : ""
    return "cartera generate --family \(family.rawValue) --initiatives \(initiatives)"
      + " --seed \(seed)\(special)"
  }
}
