public import ArgumentParser
public import Portfolio
public import Preferences
public import Selection
public import Synthetic

extension Language: ExpressibleByArgument {}
extension Answer.Ties: ExpressibleByArgument {}
extension SyntheticScenario.Family: ExpressibleByArgument {}
extension Utility: ExpressibleByArgument {}
extension WeightReading: ExpressibleByArgument {}
extension TieBreak: ExpressibleByArgument {}
extension EqualShares.Completion: ExpressibleByArgument {}
extension EqualShares.StopRule: ExpressibleByArgument {}
extension VotingMethod.Rule: ExpressibleByArgument {}
extension WeightElicitation.Method: ExpressibleByArgument {}
