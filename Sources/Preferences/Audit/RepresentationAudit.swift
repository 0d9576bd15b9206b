/// Whether every group that agrees on a project got what its part of the money entitles it to:
/// extended justified representation *plus*, up to one project (EJR+).
///
/// Let b_i be what voter i has from the beginning, u_i(W) its utility of the funded set W, and c a project that is not
/// funded but could be. A group N′ of voters who all want c is *deprived* of it if, for each of them,
///
///     (u_i(W) + u_i(c)) · cost(c) ≤ b_i · Σ_{j ∈ N′} u_j(c):
///
/// paying for c at one price for each unit of utility, the group's money would give each member more than it has, even with c
/// added. EJR+ up to one holds if no group is deprived. With equal endowments B ÷ n and one utility
/// u this is (u_i(W) + u)·cost(c) ≤ u·|N′|·B ÷ n; with unit costs, exactly the EJR+ of committees. Equal Shares always
/// satisfies it where its voters keep what they have: the first member who could not pay its part of c
/// has spent the rest of its endowment at no worse a price.
///
/// The check takes polynomial time: of the voters who want c only those with the least
/// (u_i(W) + u_i(c)) ÷ b_i matter, so each prefix of that order is looked at. A project that is excluded, whose alternative is in
/// or whose requirement is out gives nobody a claim.
///
/// Sources: Brill and Peters, "Robust and Verifiable Proportionality Axioms for Multiwinner Voting",
/// EC 2023, arXiv:2302.01989; utilities and the bound that Equal Shares keeps: Peters, Pierczyński and Skowron,
/// "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021, arXiv:2008.13276.
public struct RepresentationAudit: Sendable {
  /// A project and the group that is most deprived of it.
  public struct Claim: Hashable, Sendable {
    /// The project.
    public let project: Int
    /// Positions of the groups, ascending.
    public let groups: [Int]
    /// The least of b_i·Σ u_j(c) ÷ ((u_i(W) + u_i(c))·cost(c)) in the group, 1 or more; `nil` if the project costs nothing.
    public let strength: Fraction?
  }

  /// For each project that a group is deprived of, the group for which the strength is largest.
  public let claims: [Claim]

  /// Whether no group is deprived.
  public var holds: Bool { claims.isEmpty }

  /// The strongest claim, the first of equals.
  public var strongest: Claim? {
    claims.min { left, right in
      guard let strength = left.strength else { return right.strength != nil }
      return right.strength.map { $0 < strength } ?? false
    }
  }

  /// Looks at a set of projects, whichever way it was chosen.
  ///
  /// Complexity: O(s·log s) for a project with s supporters.
  public init(_ selected: [Int], _ electorate: Electorate) {
    let chosen = Set(selected)
    let gains = electorate.groups.map { group in
      group.choices.reduce(into: ExactInteger(Int64(0))) { sum, choice in
        guard chosen.contains(choice.project) else { return }
        sum += ExactInteger(choice.points) * ExactInteger(electorate.scales[choice.project])
      }
    }
    claims = electorate.election.projects.indices.compactMap { project in
      guard !chosen.contains(project), electorate.election.allows(project, after: chosen) else {
        return nil
      }
      return RepresentationAudit.claim(to: project, gains, electorate)
    }
  }

  private static func claim(
    to project: Int,
    _ gains: [ExactInteger],
    _ electorate: Electorate
  ) -> Claim? {
    let supporters = electorate.supporters[project]
    let cost = electorate.election.projects[project].cost
    guard !supporters.isEmpty else { return nil }
    guard cost > 0 else {
      return Claim(project: project, groups: supporters.map(\.group), strength: nil)
    }
    let scale = ExactInteger(electorate.scales[project])
    // Each supporter's utility with the project, and its endowment.
    let order = supporters.filter { electorate.groups[$0.group].base > 0 }.map { group, value in
      (
        group: group, worth: ExactInteger(value) * scale,
        reached: gains[group] + ExactInteger(value) * scale,
        money: ExactInteger(electorate.groups[group].base)
      )
    }.stablySorted { $0.reached * $1.money < $1.reached * $0.money }
    var sum: ExactInteger = 0
    var best: (above: ExactInteger, below: ExactInteger, count: Int) = (0, 1, 0)
    for (index, member) in order.enumerated() {
      sum += ExactInteger(electorate.groups[member.group].multiplicity) * member.worth
      let above = sum * member.money
      if above * best.below > best.above * member.reached {
        best = (above, member.reached, index + 1)
      }
    }
    let below = best.below * ExactInteger(cost) * ExactInteger(electorate.divisor)
    guard best.count > 0, !(best.above < below) else { return nil }
    return Claim(
      project: project,
      groups: order.prefix(best.count).map(\.group).sorted(),
      strength: Fraction(best.above, below)
    )
  }
}
