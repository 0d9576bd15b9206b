public import ArgumentParser
public import Portfolio
public import Selection
public import Synthetic

extension Language: ExpressibleByArgument {}
extension Answer.Ties: ExpressibleByArgument {}
extension Formulation.ExportFormat: ExpressibleByArgument {}
extension SyntheticScenario.Family: ExpressibleByArgument {}
