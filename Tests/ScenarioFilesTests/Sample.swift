import Portfolio

@testable import ScenarioFiles

/// A small good scenario in memory, to be spoilt in one place or another.
struct Sample {
  var files: [String: String] = [
    "scenario.yaml": """
    cartera: 1
    name: Sample
    currency: CLP
    cycles: [2022, 2023]
    initiatives: initiatives.csv
    funders: funders.csv
    pledges: pledges.csv
    stakeholders: stakeholders.csv
    ballots: ballots.csv
    interactions: interactions.csv
    gates:
      - { column: viability, at_least: 60 }
    objective:
      mode: sum
      terms:
        - { measure: preference, weight: 50 }
        - { measure: beneficiaries, weight: 20 }
    limits:
      - { measure: cost, max: 40%, where: { sector: water } }

    """,
    "initiatives.csv": """
    id,name,cost,commune,sector,sdgs,investment,award_probability,viability,beneficiaries,requires
    A,Well,1000,North,water,6,90000,0.5,80,100,
    B,Road,2000,North,roads,9,80000,,70,200,A
    C,Park,3000,South,parks,11;13,70000,1,90,300,

    """,
    "funders.csv": """
    id,name,kind
    muni,Municipality,municipality
    mine,Mine,company

    """,
    "pledges.csv": """
    funder,amount,cycle,commune,max_share,min_ticket,only_if,status
    muni,3000,,,,,,
    mine,4000,2023,North,50%,10,A,formalized

    """,
    "stakeholders.csv": """
    id,name,kind,weight,ballot,scale
    board,Board,community,2,score,7
    union,Union,community,1,approval,

    """,
    "ballots.csv": """
    stakeholder,initiative,value
    board,A,7
    board,B,5
    union,C,1

    """,
    "interactions.csv": """
    a,b,value
    A,B,20

    """,
  ]

  /// The sample with one passage of a file replaced.
  static func with(_ file: String, _ found: String, _ replacement: String) -> Sample {
    var sample = Sample()
    sample.replace(file, found, replacement)
    return sample
  }

  mutating func replace(_ file: String, _ found: String, _ replacement: String) {
    let text = files[file] ?? ""
    precondition(found.isEmpty || text.contains(found), "\(file) has no \(found)")
    files[file] =
      found.isEmpty ? replacement : text.replacing(found, with: replacement, maxReplacements: 1)
  }

  func read() throws -> ScenarioDocument {
    try ScenarioReader.read(Array((files["scenario.yaml"] ?? "").utf8), source: "scenario.yaml") {
      name in
      guard let text = files[name] else {
        throw FileError(path: name, message: Text(verbatim: "missing"))
      }
      return Array(text.utf8)
    }
  }

  /// The problems in English; empty if it reads.
  var problems: [Problem] {
    do {
      _ = try read()
      return []
    } catch let problems as Problems {
      return problems.all
    } catch {
      return [Problem(Place(source: "error"), Text(verbatim: "\(error)"))]
    }
  }

  var messages: [String] { problems.map { $0.description(in: .english) } }
}
