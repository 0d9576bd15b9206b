// All that a program needs that reads scenarios, solves them and shows what comes out:
//
//     import Cartera
//
//     let document = try ScenarioReader.read("scenarios/mejillones")
//     let solved = try document.solve()
//     print(PortfolioReport(of: solved.answer, to: document.scenario, on: Page(language: .english)).text)
//
// Each module can be imported alone as well. Of the solver's only what stops it and what it throws
// is passed on; `GLPKSolver` and `Synthetic` have products of their own.

@_exported public import Planning
@_exported public import Portfolio
@_exported public import Preferences
@_exported public import Reporting
@_exported public import ScenarioFiles
@_exported public import Selection

@_exported public import enum MixedInteger.SolverError
@_exported public import class MixedInteger.StopFlag
