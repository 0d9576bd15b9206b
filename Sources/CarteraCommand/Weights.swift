import ArgumentParser
import Portfolio
import Preferences
import Reporting
import ScenarioFiles

/// `cartera weights`: the weights of an objective's terms, from judgements.
struct Weights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    _superCommandName: "cartera",
    abstract: say(
      "Turns what the members of a table say into the weights of an objective.",
      "Convierte lo que dicen los miembros de una mesa en los pesos de un objetivo."
    ),
    discussion: say(
      """
      Example: cartera weights judgements.csv --method ahp

      Prints the lines objective.terms for a scenario. For swing and roc the table has a column \
      measure and one for each member (points; ranks); for ahp the columns a, b and one for each \
      member (3: a is three times as important as b; 1/3). docs/weights.md explains them.
      """,
      """
      Ejemplo: cartera weights juicios.csv --method ahp

      Imprime las líneas objective.terms para un escenario. Para swing y roc la tabla tiene una \
      columna medida y una por miembro (puntos; lugares); para ahp, las columnas a, b y una por \
      miembro (3: a es tres veces tan importante como b; 1/3). docs/weights.md los explica.
      """
    )
  )

  @Argument(
    help: help(
      "The judgements: a CSV table or a YAML list of rows.",
      "Los juicios: una tabla CSV o una lista YAML de filas."
    )
  )
  var judgements: String

  @Option(
    help: help("How they were made.", "Cómo se hicieron.", valueName: "swing|ahp|roc")
  )
  var method: WeightElicitation.Method

  @Option(
    help: help(
      "What the integer weights add up to: 100 or 1000. Default: 100.",
      "Cuánto suman los pesos enteros: 100 o 1000. Por omisión, 100.",
      valueName: "100|1000"
    )
  )
  var total: Int64 = 100

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard total == 100 || total == 1000 else {
      throw ValidationError(say("--total is 100 or 1000.", "--total es 100 o 1000."))
    }
  }

  func run() throws {
    try output.checkDestination()
    let elicitation = try JudgementsReader.read(judgements, as: method)
    switch format {
    case .table: try output.write(WeightsReport(elicitation, total: total, in: output.lang).text)
    case .json: try output.write(json(elicitation).text)
    }
  }

  /// The weights as JSON.
  ///
  ///     { "cartera": 1, "method": "ahp", "measures": ["a", "b"],
  ///       "members": [ { "id": "council", "weights": [0.75, 0.25], "consistency": {
  ///         "eigenvalue": 2, "index": 0, "ratio": 0, "revisit": null } } ],
  ///       "weights": [0.75, 0.25], "consistency": { … },
  ///       "terms": [ { "measure": "a", "weight": 75 }, { "measure": "b", "weight": 25 } ] }
  ///
  /// `consistency` is `null` but for AHP; `revisit` has `a`, `b`, `given` and `fitting`. Numbers have six decimals.
  private func json(_ elicitation: WeightElicitation) -> JSONValue {
    func consistency(_ consistency: PairwiseMatrix.Consistency?) -> JSONValue {
      guard let consistency else { return .null }
      return .keys([
        "eigenvalue": number(consistency.eigenvalue), "index": number(consistency.index),
        "ratio": number(consistency.ratio),
        "revisit": consistency.revisit.map {
          .keys([
            "a": .string(elicitation.measures[$0.first]),
            "b": .string(elicitation.measures[$0.second]),
            "given": number($0.given), "fitting": number($0.fitting),
          ])
        } ?? .null,
      ])
    }
    return .keys([
      "cartera": .integer(1),
      "method": .string(elicitation.method.rawValue),
      "measures": .array(elicitation.measures.map { .string($0) }),
      "members": .array(
        elicitation.members.map {
          .keys([
            "id": .string($0.name), "weights": .array($0.weights.map(number)),
            "consistency": consistency($0.consistency),
          ])
        }
      ),
      "weights": .array(elicitation.weights.map(number)),
      "consistency": consistency(elicitation.consistency),
      "terms": .array(
        zip(elicitation.measures, elicitation.integers(total: total)).map {
          .keys(["measure": .string($0), "weight": .integer($1)])
        }
      ),
    ])
  }

  private func number(_ value: Double) -> JSONValue {
    .double((value * 1_000_000).rounded() / 1_000_000)
  }
}
