import ScenarioFiles
import Synthetic
import Testing

@testable import Selection

/// The search's ideas make it fast; none of them decides the answer.
struct SearchIdeasTests {
  @Test(
    arguments: [
      (.budget, 60), (.region, 60), (.cycles, 10), (.tickets, 30), (.national, 40), (.dense, 25),
    ] as [(SyntheticScenario.Family, Int)]
  )
  func withoutAnyOneTheAnswerIsTheSame(_ family: SyntheticScenario.Family, _ size: Int) throws {
    let document = try SyntheticScenario(family, initiatives: size, seed: 7).document()
    var options = SelectionOptions()
    let whole = try Selector(document.scenario, digest: "", options: options).best()
    #expect(whole.status == .optimal)
    for number in 0..<SearchIdeas.all.rawValue.nonzeroBitCount {
      options.ideas = .all
      options.ideas.remove(SearchIdeas(rawValue: 1 << number))
      let answer = try Selector(document.scenario, digest: "", options: options).best()
      #expect(answer.aim == whole.aim, "without idea \(number)")
      #expect(answer.selected == whole.selected, "without idea \(number)")
    }
  }
}
