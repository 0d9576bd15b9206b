public import Portfolio
public import Preferences

/// The weights of a table as lines of YAML that can be pasted into a scenario, with what each
/// member's judgements say as comments.
public struct WeightsReport {
  private let elicitation: WeightElicitation
  private let total: Int64
  private let language: Language

  /// Makes a report whose weights add up to `total`.
  public init(_ elicitation: WeightElicitation, total: Int64, in language: Language) {
    self.elicitation = elicitation
    self.total = total
    self.language = language
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[language]
  }

  /// The lines.
  public var text: String {
    var lines = [
      say(
        "# Weights by \(elicitation.method.rawValue), as integers that add up to \(total).",
        "# Pesos por \(elicitation.method.rawValue), en enteros que suman \(total)."
      )
    ]
    for member in elicitation.members {
      let weights = zip(elicitation.measures, member.weights).map { measure, weight in
        "\(measure) \(number(weight, 3))"
      }
      lines.append("# \(member.name): \(weights.joined(separator: ", "))")
      if let consistency = member.consistency { lines += words(consistency) }
    }
    if elicitation.members.count > 1 {
      lines.append(
        say(
          "# The table: the geometric mean of its members.",
          "# La mesa: la media geométrica de sus miembros."
        )
      )
      if let consistency = elicitation.consistency { lines += words(consistency) }
    }
    lines += ["objective:", "  mode: sum", "  terms:"]
    for (measure, weight) in zip(elicitation.measures, elicitation.integers(total: total)) {
      lines.append("    - { measure: \(WeightsReport.scalar(measure)), weight: \(weight) }")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func words(_ consistency: PairwiseMatrix.Consistency) -> [String] {
    let ratio = number(consistency.ratio, 3)
    let verdict =
      consistency.isAcceptable
      ? say("at most 0.10: consistent", "a lo más 0,10: consistente")
      : say("above 0.10: revise", "sobre 0,10: revise")
    var lines = [
      say(
        "#   consistency ratio \(ratio) (\(verdict)), λ = \(number(consistency.eigenvalue, 3))",
        "#   razón de consistencia \(ratio) (\(verdict)), λ = \(number(consistency.eigenvalue, 3))"
      )
    ]
    if !consistency.isAcceptable, let judgement = consistency.revisit {
      let (first, second) = (
        elicitation.measures[judgement.first], elicitation.measures[judgement.second]
      )
      let (given, fitting) = (number(judgement.given, 2), number(judgement.fitting, 2))
      lines.append(
        say(
          "#   revisit first: \(first) against \(second), judged \(given); the rest says \(fitting)",
          "#   revise primero: \(first) frente a \(second), juzgado \(given); lo demás dice \(fitting)"
        )
      )
    }
    return lines
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    let unit = Quantity.powerOfTen(decimals)
    let digits = Int64((value * Double(unit)).rounded())
    let text = String(digits)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    return padded.dropLast(decimals) + (language == .spanish ? "," : ".") + padded.suffix(decimals)
  }

  /// A text as YAML, in quotes where it could be taken for anything else.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)
    }
    return isPlain && !text.isEmpty
      ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
