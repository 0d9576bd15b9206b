public import ArgumentParser
public import Portfolio
public import Selection

extension Language: ExpressibleByArgument {}
extension Answer.Ties: ExpressibleByArgument {}
extension Formulation.ExportFormat: ExpressibleByArgument {}
