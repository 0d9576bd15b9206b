import OrderedCollections
import Portfolio

/// Which payers' earmarks each initiative matches, found by columns rather than by pairs.
///
/// Each column that some earmark names maps a cell's text to the set of payers that accept it; an
/// initiative's set is what its cells' sets have in common. Equal sets are kept once, so thousands
/// of initiatives share a few *signatures*.
struct EligibilityTable {
  /// A set of payers.
  struct PayerSet: Hashable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    mutating func insert(_ payer: Int) { words[payer >> 6] |= 1 << UInt64(payer & 63) }

    func contains(_ payer: Int) -> Bool { words[payer >> 6] >> UInt64(payer & 63) & 1 == 1 }

    func intersection(_ other: PayerSet) -> PayerSet {
      var common = self
      for index in words.indices { common.words[index] &= other.words[index] }
      return common
    }
  }

  private struct Pair: Hashable { let set: Int, cell: Int }

  /// The signature of each initiative.
  let signatures: [Int]
  /// The payers of each signature.
  let sets: [PayerSet]
  /// How many initiatives each payer's earmarks match.
  let reach: [Int]

  init(_ scenario: Scenario, payers: [FundingNetwork.Payer]) {
    var everyone = PayerSet(count: payers.count)
    for payer in payers.indices { everyone.insert(payer) }
    var sets = [everyone]
    var numbers = [everyone: 0]
    var signatures = [Int](repeating: 0, count: scenario.initiatives.count)
    let columns = Set(payers.flatMap { $0.pledge.earmarks.map(\.column) }).sorted()
    for column in columns {
      var accepting: [PayerSet] = []
      var cells: [String: Int] = [:]
      var common: [Pair: Int] = [:]
      for (position, content) in EligibilityTable.cells(of: column, in: scenario).enumerated() {
        let cell = cells[content] ?? accepting.count
        if cell == accepting.count {
          cells[content] = cell
          let texts = EligibilityTable.texts(of: column, position, in: scenario)
          var set = PayerSet(count: payers.count)
          for (payer, item) in payers.enumerated()
          where item.pledge.earmarks.allSatisfy({ earmark in
            earmark.column != column || texts.contains(where: earmark.values.contains)
          }) {
            set.insert(payer)
          }
          accepting.append(set)
        }
        let pair = Pair(set: signatures[position], cell: cell)
        if let known = common[pair] {
          signatures[position] = known
          continue
        }
        let set = sets[pair.set].intersection(accepting[cell])
        let number = numbers[set] ?? sets.count
        if number == sets.count {
          numbers[set] = number
          sets.append(set)
        }
        common[pair] = number
        signatures[position] = number
      }
    }
    var sizes = [Int](repeating: 0, count: sets.count)
    for signature in signatures { sizes[signature] += 1 }
    reach = payers.indices.map { payer in
      sets.indices.reduce(0) { $0 + (sets[$1].contains(payer) ? sizes[$1] : 0) }
    }
    self.signatures = signatures
    self.sets = sets
  }

  /// What each initiative has in a column, as one text.
  private static func cells(of column: String, in scenario: Scenario) -> [String] {
    // As `texts` does, whatever columns a draft may name after these two.
    if column != "initiative", column != "sdgs", let cells = scenario.categories[column] {
      return cells
    }
    return scenario.initiatives.indices.map {
      texts(of: column, $0, in: scenario).joined(separator: "\n")
    }
  }

  /// What an earmark on a column is compared with: one of these must be among its values.
  private static func texts(
    of column: String,
    _ position: Int,
    in scenario: Scenario
  ) -> [String] {
    switch column {
    case "initiative": [scenario.initiatives[position].id]
    case "sdgs": scenario.initiatives[position].sdgs.map(String.init)
    default: [scenario.cell(column, of: position) ?? ""]
    }
  }
}
