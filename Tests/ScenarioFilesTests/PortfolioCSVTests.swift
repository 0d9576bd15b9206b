import Foundation
import Portfolio
import ScenarioFiles
import Selection
import Testing

/// `solve --format csv`.
@Suite struct PortfolioCSVTests {
  @Test func rows() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = folder.appendingPathComponent("Fixtures/small").path
    let scenario = try ScenarioReader.read(path).scenario
    var answer = ResultTests.answer
    answer.rejected[0].detail = Answer.Rejection.Detail(
      Text(en: "too \"dear\", alas", es: "muy cara")
    )
    #expect(
      PortfolioCSV.text(answer, of: scenario) == """
        id,name,decision,cycle,cost,points,reason,detail,muni,ultramar
        AP-01,Agua potable,in,2022,21000000,5210,,,,9000000000000000
        PL-01,"Plaza ""Central""\",out,,12000000,,gate,"too ""dear"", alas",,
        CA-01,Camino,out,,1500,,,,,

        """
    )
    #expect(PortfolioCSV.text(answer, of: scenario, in: .spanish).contains(",muy cara,"))
  }
}
