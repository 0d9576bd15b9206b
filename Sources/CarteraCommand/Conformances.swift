public import ArgumentParser
public import Portfolio
public import Preferences
public import Selection

extension Language: ExpressibleByArgument {}
extension Answer.Ties: ExpressibleByArgument {}
extension Formulation.ExportFormat: ExpressibleByArgument {}
extension Utility: ExpressibleByArgument {}
extension WeightReading: ExpressibleByArgument {}
extension TieBreak: ExpressibleByArgument {}
extension EqualShares.Completion: ExpressibleByArgument {}
extension EqualShares.StopRule: ExpressibleByArgument {}
