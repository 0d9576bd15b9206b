import Foundation
import Portfolio
import Selection
import Testing

@testable import Reporting

/// The page for the council: its bytes, its structure, and texts that try to be markup.
struct HTMLReportTests {
  private func page(_ answer: Answer, _ language: Language = .spanish) throws -> String {
    HTMLReport(of: answer, to: try Samples.scenario(), in: language).text
  }

  /// Everything between `<name` and `>`, in order.
  private func tags(_ name: String, in page: String) -> [String] {
    page.components(separatedBy: "<\(name)").dropFirst().compactMap { part in
      guard let first = part.first, " >".contains(first) else { return nil }
      return part.components(separatedBy: ">").first
    }
  }

  @Test(arguments: Language.allCases)
  func golden(_ language: Language) throws {
    try Golden.check(page(Samples.optimal(), language), "optimal.\(language.rawValue).html")
  }

  @Test func theSameAnswerGivesTheSameBytes() throws {
    #expect(try page(Samples.optimal()) == page(Samples.optimal()))
  }

  @Test(arguments: Language.allCases)
  func structure(_ language: Language) throws {
    for answer in [Samples.optimal(), Samples.feasible(), Samples.infeasible()] {
      let page = try page(answer, language)
      #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
      #expect(tags("h1", in: page).count == 1)
      // No level of heading is skipped.
      var level = 0
      for part in page.components(separatedBy: "<h").dropFirst() {
        guard let next = part.first?.wholeNumberValue else { continue }
        #expect(next <= level + 1)
        level = next
      }
      let cells = tags("th", in: page)
      #expect(cells.allSatisfy { $0.contains("scope=") })
      for table in page.components(separatedBy: "<table").dropFirst() {
        #expect(table.contains("<caption>"))
      }
      for svg in tags("svg", in: page) {
        let isPicture = svg.contains("role=\"img\"") && svg.contains("aria-labelledby")
        // The bars stand in cells that are hidden from who does not see them.
        #expect(isPicture || svg.contains("preserveAspectRatio=\"none\""))
      }
      // Nothing from elsewhere, and nothing that runs.
      for word in [
        "<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "onload",
      ] {
        #expect(!page.contains(word), "\(word)")
      }
      let addresses = page.components(separatedBy: "http").count - 1
      #expect(addresses == tags("svg", in: page).count { $0.contains("xmlns=") })
    }
  }

  @Test func textsAreInert() throws {
    let evil = "</title><script>alert('x')</script> & \"q\" <b onmouseover=y>\u{202E}\u{1B}"
    var answer = Samples.optimal()
    answer.scenarioName = evil
    answer.scenarioDigest = evil
    answer.selected[0].id = evil
    answer.selected[0].payments[0].funder = evil
    answer.rejected[0].detail = Answer.Rejection.Detail(Text(verbatim: evil))
    answer.rejected[0].id = evil
    answer.funders[0].id = evil
    if !answer.limits.isEmpty { answer.limits[0].label = evil }
    answer.settings.lock = [evil]
    let page = try page(answer)
    #expect(!page.contains("<script") && !page.contains("<b onmouseover"))
    #expect(!page.contains("\u{202E}") && !page.contains("\u{1B}"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;"))
    // No title ends before its own end.
    #expect(tags("title", in: page).count == page.components(separatedBy: "</title>").count - 1)
  }

  @Test func attributesAreInert() {
    let tag = HTML.tag("p", ["title": "\"><script>&"], HTML(text: "<"))
    #expect(tag.source == "<p title=\"&quot;&gt;&lt;script&gt;&amp;\">&lt;</p>")
  }

  /// Two funders, two initiatives, by hand: every band begins and ends where its nodes are.
  @Test func flow() {
    let node = { FlowPicture.Node(label: $0, value: "1", title: $0) }
    let picture = FlowPicture(
      left: [node("A"), node("B")],
      right: [node("X"), node("Y")],
      flows: [
        FlowPicture.Flow(from: 0, to: 0, amount: 30, title: "A → X"),
        FlowPicture.Flow(from: 0, to: 1, amount: 10, title: "A → Y"),
        FlowPicture.Flow(from: 1, to: 1, amount: 60, title: "B → Y"),
      ],
      title: "t",
      description: "d"
    )
    let source = picture.svg.source
    // 260 units of height for 100 of money; each node has 6 more, 3 above it: A from 3 to 107, X
    // from 3 to 81, B from 113 to 269, Y from 87 to 269.
    #expect(source.contains("viewBox=\"0 0 1000 272\""))
    #expect(source.contains("d=\"M302 3C459 3 459 3 616 3V81C459 81 459 81 302 81Z\""))
    #expect(source.contains("d=\"M302 81C459 81 459 87 616 87V113C459 113 459 107 302 107Z\""))
    #expect(source.contains("d=\"M302 113C459 113 459 113 616 113V269C459 269 459 269 302 269Z\""))
    let empty = FlowPicture(left: [], right: [], flows: [], title: "", description: "")
    #expect(empty.svg.source.contains("viewBox=\"0 0 1000 1\""))
  }
}
