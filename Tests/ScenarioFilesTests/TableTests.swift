import OrderedCollections
import Portfolio
import Testing

@testable import ScenarioFiles

extension RawTable {
  /// All cells, row by row.
  var texts: [[String]] { rows.map { row in headers.indices.map { self[row, $0] } } }
}

/// Tables as people make them: encodings, delimiters, headers, blanks.
@Suite struct TableTests {
  private func table(_ bytes: [UInt8]) -> RawTable? {
    var problems = ProblemList()
    return DelimitedTable.read(bytes, source: "t.csv", &problems)
  }

  private func message(_ bytes: [UInt8]) -> String? {
    var problems = ProblemList()
    _ = DelimitedTable.read(bytes, source: "t.csv", &problems)
    return problems.all.first?.description(in: .english)
  }

  private func utf16(_ text: String, lowByteFirst: Bool) -> [UInt8] {
    text.utf16.flatMap {
      let (low, high) = (UInt8($0 & 0xFF), UInt8($0 >> 8))
      return lowByteFirst ? [low, high] : [high, low]
    }
  }

  @Test func encodings() {
    let text = "id,niño\nA,Ñuñoa 5 €\n"
    let windows: [UInt8] = [
      0x69, 0x64, 0x2C, 0x6E, 0x69, 0xF1, 0x6F, 0x0A, 0x41, 0x2C, 0xD1, 0x75, 0xF1, 0x6F, 0x61,
      0x20, 0x35, 0x20, 0x80, 0x0A,
    ]
    let utf8 = Array(text.utf8)
    let variants = [
      utf8, [0xEF, 0xBB, 0xBF] + utf8, windows,
      [0xFF, 0xFE] + utf16(text, lowByteFirst: true),
      [0xFE, 0xFF] + utf16(text, lowByteFirst: false),
      utf16(text, lowByteFirst: true).filter { _ in true },
    ]
    for bytes in variants.dropLast() {
      let table = table(bytes)
      #expect(table?.headers == ["id", "niño"])
      #expect(table?.texts == [["A", "Ñuñoa 5 €"]])
    }
    let plain = "id,name\nA,Plaza\n"
    #expect(table(utf16(plain, lowByteFirst: true))?.texts == [["A", "Plaza"]])
    #expect(table(utf16(plain, lowByteFirst: false))?.texts == [["A", "Plaza"]])
  }

  @Test func bytesThatAreNotText() {
    #expect(
      message([0x69, 0x64, 0x0A, 0x81, 0xF1])
        == "t.csv:2: the byte 81 is neither UTF-8 nor Windows-1252. Save the file as UTF-8."
    )
    #expect(
      message([0x69, 0x00, 0x64, 0x0A, 0x41])
        == "t.csv: the file is not text. Save the table as CSV (UTF-8)."
    )
    #expect(message([0xFF, 0xFE, 0x41])?.hasPrefix("t.csv: the file is not text.") == true)
  }

  @Test(arguments: [",", ";", "\t"])
  func delimiters(_ delimiter: String) {
    let lines = ["id|name|x,y", "\"A;1\"|\"say \"\"hi\"\"|ho\"|", "||", "B| b |\"2\n3\"", "C|c|4"]
    let text = lines.joined(separator: "\r\n").replacing("x,y", with: "xy")
    let table = table(Array(text.replacing("|", with: delimiter).utf8))
    #expect(table?.headers == ["id", "name", "xy"])
    #expect(
      table?.texts == [
        ["A;1", "say \"hi\"\(delimiter)ho", ""], ["B", "b", "2\n3"], ["C", "c", "4"],
      ]
    )
    #expect(table?.lines == [2, 4, 6])
  }

  @Test func blanksAroundTheTable() {
    let table = table(Array("\n;;\nid;name;\nA;a;\n\nB;b;\n;;\n".utf8))
    #expect(table?.headers == ["id", "name"])
    #expect(table?.headerLine == 3)
    #expect(table?.texts == [["A", "a"], ["B", "b"]])
    #expect(table?.lines == [4, 6])
  }

  @Test func headersInSpanish() throws {
    var sample = Sample()
    sample.replace(
      "initiatives.csv",
      "id,name,cost,commune,sector,sdgs,investment,award_probability,viability,beneficiaries,requires",
      "CÓDIGO,Nombre,Costo ($),COMUNA,Sector,Ods,Inversión,probabilidad,Viabilidad Técnica,Población beneficiaria,Depende de"
    )
    sample.replace(
      "pledges.csv",
      "funder,amount,cycle,commune,max_share,min_ticket,only_if,status",
      "Aportante,Aportes,Ciclo,Comuna,Porcentaje máximo,APORTE_MÍNIMO,solo-si,Estado"
    )
    sample.replace("pledges.csv", "formalized", "Formalizado")
    sample.replace("scenario.yaml", "measure: beneficiaries", "measure: Población Beneficiaria")
    #expect(sample.messages == [])
    #expect(try sample.read().scenario.objective.terms[1].measure == .column("beneficiaries"))
  }

  @Test func extraColumns() throws {
    var sample = Sample()
    sample.replace("initiatives.csv", ",requires\n", ",requires,rate,lat,cut,mixed\n")
    sample.replace("initiatives.csv", ",100,\n", ",100,,RS,1.5,05101,7\n")
    sample.replace("initiatives.csv", ",200,A\n", ",200,A,FI,,05102,high\n")
    sample.replace("initiatives.csv", ",300,\n", ",300,,,2,05103,\n")
    let scenario = try sample.read().scenario
    #expect(
      Array(scenario.categories.keys) == ["commune", "sector", "rate", "cut", "mixed"]
    )
    #expect(Array(scenario.measures.keys) == ["viability", "beneficiaries", "lat"])
    // A rule that looks at a numeric column's text keeps it as it is written.
    sample.replace("scenario.yaml", "where: { sector: water }", "where: { lat: 1.5 }")
    #expect(try sample.read().scenario.categories["lat"] == ["1.5", "", "2"])
  }

  @Test func amountsInThousands() throws {
    var sample = Sample.with("scenario.yaml", "currency: CLP", "currency: CLP\namounts_in: 1000")
    sample.replace("initiatives.csv", "A,Well,1000", "A,Well,1000.5")
    sample.replace("scenario.yaml", "max: 40%", "max: 500")
    let scenario = try sample.read().scenario
    #expect(scenario.initiatives[0].cost == Money(minorUnits: 1_000_500))
    #expect(scenario.initiatives[0].investment == Money(minorUnits: 90_000_000))
    #expect(scenario.pledges[1].minTicket == Money(minorUnits: 10_000))
    // Limits are in the currency's own unit.
    #expect(scenario.limits[0].max == .amount(500))
  }

  @Test func dollarsHaveCents() throws {
    var sample = Sample.with("scenario.yaml", "currency: CLP", "currency: USD")
    sample.replace("scenario.yaml", "max: 40%", "max: 500.25")
    sample.replace("initiatives.csv", "A,Well,1000", "A,Well,\"1,000.50\"")
    let scenario = try sample.read().scenario
    #expect(scenario.initiatives[0].cost == Money(minorUnits: 100_050))
    #expect(scenario.limits[0].max == .amount(50_025))
  }

  @Test func inlineTablesAndPlainWords() throws {
    var sample = Sample()
    sample.replace(
      "scenario.yaml",
      "interactions: interactions.csv",
      "interactions:\n  - { a: NO, b: B, value: 20 }"
    )
    sample.replace(
      "scenario.yaml",
      "pledges: pledges.csv",
      """
      pledges:
        - { funder: muni, amount: 3000, cycle: 2022, sdgs: [6, 9] }
        - funder: mine
          amount: 1.500
          only_if: [NO, B]
          notes: ~
      """
    )
    for file in ["initiatives.csv", "ballots.csv"] {
      sample.files[file] = sample.files[file]?.replacing("A,", with: "NO,")
    }
    sample.replace("initiatives.csv", "200,A", "200,NO")
    let scenario = try sample.read().scenario
    #expect(scenario.initiatives[0].id == "NO")
    #expect(scenario.pledges[0].earmarks == [Earmark(column: "sdgs", values: ["6", "9"])])
    #expect(scenario.pledges[1].amount == Money(minorUnits: 1500))
    #expect(scenario.pledges[1].onlyIf == [0, 1])
    sample.replace("scenario.yaml", "amount: 1.500", "amount: none")
    #expect(
      sample.messages == [
        "scenario.yaml:9: amount: \"none\" is not an amount (CLP has no decimals)."
          + " Write a number such as 12500000."
      ]
    )
  }

  @Test func wideBallots() throws {
    var sample = Sample()
    sample.files["ballots.csv"] =
      "iniciativa,nombre,board,UNION\nA,Well,7,x\nB,Road,5.5,no\nC,Park,,sí\n"
    let stakeholders = try sample.read().scenario.stakeholders
    #expect(stakeholders[0].values == [0: 7, 1: Quantity(55, decimals: 1)])
    #expect(stakeholders[1].values == [0: 1, 1: 0, 2: 1])
    sample.files["ballots.csv"] = "initiative,board,unoin\nA,7,1\n"
    #expect(
      sample.messages == [
        "ballots.csv:2: unoin: there is no stakeholder \"unoin\". Did you mean \"union\"?"
      ]
    )
  }

  @Test func digestDependsOnEveryByte() throws {
    let digest = try Sample().read().digest
    #expect(digest.count == 64)
    #expect(try Sample().read().digest == digest)
    #expect(try Sample.with("scenario.yaml", "limits:", "limits: ").read().digest != digest)
    #expect(try Sample.with("initiatives.csv", "Well", "Wells").read().digest != digest)
  }
}
