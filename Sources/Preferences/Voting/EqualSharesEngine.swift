import Portfolio

/// Runs of Equal Shares at any endowment, each of which also says how far the endowment can rise
/// before its outcome may change.
///
/// **Exactness.** The money of a group is kept as a `Double` with a bound on its error. A project
/// whose price is less than every other's by more than both errors is bought; else the
/// prices of all that come into question are computed as fractions (``ExactPrices``) and compared. The price at which a project *is* bought
/// is always computed exactly, so errors do not grow from round to round.
///
/// **Reach.** While a run makes the same decisions, each group's money before each round is a linear function of the step k.
/// The decisions are: (1) each supporter of a bought project can pay the full price or not: a
/// linear inequality; (2) no other project q is cheaper: for any division of q's supporters into poor P and rich
/// R, Σ_i min(b_i, ρ·u_i) ≤ Σ_P b_i + ρ·Σ_R u_i, so ρ_q(k) ≥ (cost − Σ_P b_i(k)) ÷ Σ_R u_i, a line that holds at every k
/// and, as money is only spent, in every later round too; (3) a project that nobody can afford stays so: Σ b_i(k) < cost.
/// The least k at which one of these lines crosses is the reach. It is rounded down by
/// more than its error, so a step that is skipped certainly has the same outcome.
struct EqualSharesEngine {
  /// A run at one endowment.
  struct Run {
    let step: Int64
    let outcome: VotingOutcome
    /// The next step at which something may change; `nil` if nothing ever does.
    let nextStep: Int64?
  }

  /// A project that may still be bought, and a line below its price: least + Δ·slope, both per unit of utility.
  private struct Candidate {
    let project: Int
    var least: Double
    var slope: Double
  }

  private let electorate: Electorate
  private var book: MoneyBook
  private var reach = Double.infinity

  init(_ electorate: Electorate) {
    self.electorate = electorate
    book = MoneyBook(electorate)
  }

  /// Runs the rule with endowments after `step` steps.
  mutating func run(step: Int64, looksAhead: Bool) -> Run {
    book.begin(step: step)
    reach = looksAhead ? .infinity : 0
    var selected = electorate.election.committed
    var chosen = Set(selected)
    var ties: [VotingOutcome.Tie] = []
    var candidates: [Candidate] = []
    let byRank = electorate.supporters.indices.sorted {
      electorate.ranks[$0] < electorate.ranks[$1]
    }
    for project in byRank
    where electorate.election.projects[project].status == .open
      && !electorate.supporters[project].isEmpty
    {
      candidates.append(Candidate(project: project, least: 0, slope: 0))
    }
    // What costs nothing comes first.
    while let free = candidates.firstIndex(where: {
      electorate.election.projects[$0.project].cost == 0
        && electorate.election.allows($0.project, after: chosen)
    }) {
      selected.append(candidates[free].project)
      chosen.insert(candidates[free].project)
      candidates.remove(at: free)
    }
    while let tied = nextPurchase(&candidates, chosen) {
      let winner = tied[0]
      selected.append(winner)
      chosen.insert(winner)
      if tied.count > 1 { ties.append(.init(round: selected.count, tied: tied)) }
      candidates.removeAll { $0.project == winner }
    }
    let ledger = book.ledger()
    return Run(
      step: step,
      outcome: VotingOutcome(selected: selected, ties: ties, ledger: ledger),
      nextStep: nextStep(after: step)
    )
  }

  private func nextStep(after step: Int64) -> Int64? {
    guard reach < 1e15 else { return nil }
    return step + max(1, Int64(reach.rounded(.up)))
  }

  /// The cheapest projects in the order that breaks ties, after the first has been paid; `nil` if
  /// none is affordable.
  private mutating func nextPurchase(
    _ candidates: inout [Candidate],
    _ chosen: Set<Int>
  ) -> [Int]? {
    candidates.removeAll { isRuledOut($0.project, chosen) }
    candidates.sort { $0.least < $1.least }
    var best = Double.infinity
    var offers: [(index: Int, offer: MoneyBook.Offer)] = []
    var dropped: Set<Int> = []
    for index in candidates.indices {
      if candidates[index].least > best { break }
      let project = candidates[index].project
      guard electorate.election.allows(project, after: chosen) else { continue }
      guard let offer = book.offer(for: project) else {
        dropped.insert(project)
        if reach >= 1 { reach = min(reach, book.reachOfPoverty(of: project)) }
        continue
      }
      candidates[index].least = max(0, offer.least)
      candidates[index].slope = offer.slope
      best = min(best, offer.most)
      offers.append((index, offer))
    }
    defer { candidates.removeAll { dropped.contains($0.project) } }
    let contenders = offers.filter { $0.offer.least <= best }.map { candidates[$0.index].project }
    guard !contenders.isEmpty else { return nil }
    let (tied, price) = book.cheapest(of: contenders)
    if reach >= 1 { look(ahead: tied, price, &candidates, offers.map(\.index), chosen, dropped) }
    book.pay(price)
    return tied
  }

  private func isRuledOut(_ project: Int, _ chosen: Set<Int>) -> Bool {
    guard let group = electorate.election.projects[project].group else { return false }
    return chosen.contains { electorate.election.projects[$0].group == group }
  }

  /// Lowers the reach to where the winner's price, or who can pay it, may change.
  private mutating func look(
    ahead tied: [Int],
    _ price: ExactPrice,
    _ candidates: inout [Candidate],
    _ fresh: [Int],
    _ chosen: Set<Int>,
    _ dropped: Set<Int>
  ) {
    reach = min(reach, book.reachOfDivision(price))
    let winner = tied[0]
    let scale = Double(electorate.scales[winner])
    let value = price.value / scale
    let slope = price.slope / scale
    let isFresh = Set(fresh)
    for index in candidates.indices where candidates[index].project != winner {
      let project = candidates[index].project
      if dropped.contains(project) || !electorate.election.allows(project, after: chosen) {
        continue
      }
      if tied.contains(project) {
        // Equal now: it stays behind if its price rises at least as fast.
        if !book.staysBehind(project, price) { reach = 0 }
        continue
      }
      var limit = crossing(candidates[index], value, slope)
      if limit < reach, !isFresh.contains(index) {
        // The line is from an earlier round; one of today lies higher.
        guard let offer = book.offer(for: project) else {
          limit = min(max(limit, book.reachOfPoverty(of: project)), reach)
          reach = min(reach, limit)
          continue
        }
        candidates[index].least = max(candidates[index].least, offer.least)
        candidates[index].slope = offer.slope
        limit = max(limit, crossing(candidates[index], value, slope))
      }
      reach = min(reach, limit)
    }
  }

  private func crossing(_ candidate: Candidate, _ value: Double, _ slope: Double) -> Double {
    MoneyBook.crossing(
      candidate.least - value * (1 + 0x1p-48),
      candidate.slope - slope - 0x1p-48 * (abs(candidate.slope) + abs(slope))
    )
  }
}
