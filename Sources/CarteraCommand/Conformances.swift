public import ArgumentParser
public import Portfolio
public import Preferences
public import Selection
public import Synthetic

/// An enumeration whose words can stand on a command line.
///
/// It says its words itself: the parser's own way to find them goes through all conformances of the
/// program, at every start.
public protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension WordArgument {
  /// The words, in the order of the cases.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  /// Nothing: the words have no descriptions of their own.
  public static var allValueDescriptions: [String: String] { [:] }
  /// The word.
  public var defaultValueDescription: String { rawValue }

  /// The case of a word; `nil` if it has none.
  public init?(argument: String) { self.init(rawValue: argument) }
}

extension Language: WordArgument {}
extension Answer.Ties: WordArgument {}
extension SyntheticScenario.Family: WordArgument {}
extension Utility: WordArgument {}
extension WeightReading: WordArgument {}
extension TieBreak: WordArgument {}
extension EqualShares.Completion: WordArgument {}
extension EqualShares.StopRule: WordArgument {}
extension VotingMethod.Rule: WordArgument {}
extension WeightElicitation.Method: WordArgument {}
