import Portfolio
import Preferences
import ScenarioFiles
import Testing

/// Files of judgements, good and bad.
@Suite struct JudgementsTests {
  private func read(
    _ text: String,
    _ method: WeightElicitation.Method,
    source: String = "j.csv"
  ) throws -> WeightElicitation {
    try JudgementsReader.read(bytes: Array(text.utf8), source: source, as: method)
  }

  private func messages(
    _ text: String,
    _ method: WeightElicitation.Method,
    source: String = "j.csv"
  ) -> [String] {
    do {
      _ = try read(text, method, source: source)
      return []
    } catch let problems as Problems {
      return problems.all.map { $0.description(in: .english) }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func aTableAndTheSameListGiveTheSame() throws {
    let table = try read("medida;concejo;cosoc\nx;100;50\ny;50;100\n", .swing)
    let list = try read(
      "- { measure: x, concejo: 100, cosoc: 50 }\n- { measure: y, concejo: 50, cosoc: 100 }\n",
      .swing,
      source: "j.yaml"
    )
    #expect(table.members.map(\.name) == ["concejo", "cosoc"])
    #expect(table.integers(total: 100) == [50, 50])
    #expect(list.weights == table.weights)
  }

  @Test func pairsAreReadInAnyDirection() throws {
    let one = try read("a,b,m\nx,y,3\nx,z,5\ny,z,2\n", .ahp)
    let turned = try read("a,b,m\ny,x,1/3\nx,z,5\nz,y,\"0,5\"\n", .ahp)
    let weights = Dictionary(uniqueKeysWithValues: zip(turned.measures, turned.weights))
    for (measure, weight) in zip(one.measures, one.weights) {
      #expect(abs(weight - (weights[measure] ?? 0)) < 1e-12)
    }
  }

  @Test func mistakesAreNamed() {
    #expect(
      messages("name,m\nx,1\n", .swing)
        == ["j.csv:1: the column \"measure\" is missing. Add it to the header."]
    )
    #expect(
      messages("measure,m\nx,-1\nx,\n", .swing) == [
        "j.csv:3: measure: \"x\" already stands in line 2. Delete one.",
        "j.csv:2: m: -1 must not be negative.", "j.csv:3: m: the cell is blank. Write a number.",
      ]
    )
    #expect(messages("measure,m\nx,0\n", .roc) == ["j.csv:2: m: 0 must be above 0."])
    #expect(
      messages("a,b,m\nx,x,1\nx,y,2\ny,x,2\n", .ahp) == [
        "j.csv:2: a measure is compared with itself. Name two.",
        "j.csv:4: m: the pair y, x is already judged. Keep one of the two.",
      ]
    )
    #expect(
      messages("a,b,m\nx,y,2\ny,z,2\n", .ahp)
        == ["j.csv: m: x and z are not compared. Add a row for them."]
    )
    #expect(
      messages("measure,m,n\nx,1,0\ny,0,1\n", .swing).first?.contains("no measure has points")
        == true
    )
    #expect(messages("x: 1\n", .swing, source: "j.yaml").first?.contains("a list of rows") == true)
    #expect(messages("measure\nx\n", .swing).first?.contains("one column of a member") == true)
    #expect(messages("a,b,m\nx,y,three\n", .ahp).count == 1)
  }
}
