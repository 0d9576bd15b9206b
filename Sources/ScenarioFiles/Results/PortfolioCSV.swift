public import Portfolio
public import Selection

/// Writes an answer as a table: one row an initiative, in table order.
///
/// Columns: `id`, `name`, `decision` (`in` or `out`), `cycle`, `cost`, `points` (`a;b` where the
/// objective has several), `reason`, `detail`, and one for each funder with what it pays. Amounts
/// are in minor units.
public enum PortfolioCSV {
  /// The table's text, with commas and a newline after each row.
  ///
  /// - Parameters:
  ///   - answer: The answer.
  ///   - scenario: The scenario that it answers.
  ///   - language: The language of the details; all else is the same in every language.
  /// - Returns: The table with its header.
  public static func text(
    _ answer: Answer,
    of scenario: Scenario,
    in language: Language = .english
  ) -> String {
    let choices = Dictionary(answer.selected.map { ($0.id, $0) }) { first, _ in first }
    let rejections = Dictionary(answer.rejected.map { ($0.id, $0) }) { first, _ in first }
    let columns = ["id", "name", "decision", "cycle", "cost", "points", "reason", "detail"]
    var text = row(columns + scenario.funders.map(\.id))
    for initiative in scenario.initiatives {
      let choice = choices[initiative.id]
      let rejection = rejections[initiative.id]
      var paid: [String: Money] = [:]
      for payment in choice?.payments ?? [] {
        paid[payment.funder, default: .zero] += payment.amount
      }
      var cells = [
        initiative.id, initiative.name, choice == nil ? "out" : "in", choice?.cycle ?? "",
        String(initiative.cost.minorUnits),
      ]
      cells.append(choice?.points.map { String($0) }.joined(separator: ";") ?? "")
      cells.append(rejection?.reason.rawValue ?? "")
      cells.append(rejection?.detail[language] ?? "")
      cells += scenario.funders.map { paid[$0.id].map { String($0.minorUnits) } ?? "" }
      text += row(cells)
    }
    return text
  }

  /// One row with its end.
  static func row(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  /// A cell, in quotes if it could be taken for anything but itself.
  private static func quoted(_ cell: String) -> String {
    // White space behind ASCII begins with C2 or E1 to E3.
    let isPlain = cell.utf8.allSatisfy { byte in
      switch byte {
      case 0..<0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""): false
      case 0xC2, 0xE1...0xE3: false
      default: true
      }
    }
    if isPlain, cell.utf8.first != 0x20, cell.utf8.last != 0x20 { return cell }
    let needsQuotes =
      cell.contains { ",;\"\t".contains($0) || $0.isNewline }
      || cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
    return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
  }
}
