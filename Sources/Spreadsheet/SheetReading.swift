/// A walk over a sheet's part.
final class SheetReading {
  private(set) var sheet: SheetContent
  /// Whether something was found that no program writes.
  private(set) var isBroken = false
  private let strings: [String]
  private let formats: [NumberFormat]
  private let from1904: Bool

  private var row = 0
  private var column = -1
  private var isHidden = false
  private var cells: [SheetContent.Cell] = []
  private var type = "n"
  private var style = 0
  private var hasFormula = false
  private var value: String?
  private var inlineText = ""
  private var isPronunciation = false

  init(name: String, strings: [String], formats: [NumberFormat], from1904: Bool) {
    sheet = SheetContent(name: name)
    self.strings = strings
    self.formats = formats
    self.from1904 = from1904
  }

  func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "row": startRow(attributes)
    case "c": startCell(attributes)
    case "f": hasFormula = true
    case "rPh": isPronunciation = true
    case "col": readColumn(attributes)
    case "mergeCell": readMerge(attributes["ref"] ?? "")
    default: break
    }
  }

  func end(_ element: String, _ text: String) {
    switch element {
    case "v": value = text
    case "t": if !isPronunciation { inlineText += text }
    case "rPh": isPronunciation = false
    case "c": endCell()
    case "row":
      if !cells.isEmpty {
        sheet.rows.append(SheetContent.Row(number: row, isHidden: isHidden, cells: cells))
      }
    default: break
    }
  }

  private func startRow(_ attributes: [String: String]) {
    let number = attributes["r"].map { Int($0) ?? 0 } ?? row + 1
    if number <= row || number > SheetContent.mostRows { isBroken = true }
    row = max(row, number)
    column = -1
    isHidden = isTrue(attributes["hidden"])
    cells = []
  }

  private func startCell(_ attributes: [String: String]) {
    let position = attributes["r"].flatMap { SheetContent.position($0) }
    let next = position?.column ?? column + 1
    if next <= column || next >= SheetContent.mostColumns
      || attributes["r"] != nil && position == nil
    {
      isBroken = true
    }
    column = max(column, next)
    type = attributes["t"] ?? "n"
    style = attributes["s"].flatMap { Int($0) } ?? 0
    hasFormula = false
    value = nil
    inlineText = ""
  }

  private func endCell() {
    guard let content = content() else { return }
    cells.append(SheetContent.Cell(column: column, value: content))
  }

  private func content() -> SheetContent.Value? {
    if type == "inlineStr" { return text(inlineText.unescapedFromSheet) }
    guard let value else { return hasFormula ? .notComputed : nil }
    switch type {
    case "s":
      guard let index = Int(value), strings.indices.contains(index) else {
        isBroken = true
        return nil
      }
      return text(strings[index])
    case "b": return .text(isTrue(value) ? "true" : "false")
    case "e": return .error(value)
    case "n": return number(value)
    // `str`, a formula's text, and `d`, a date in ISO 8601.
    default: return text(value.unescapedFromSheet)
    }
  }

  private func text(_ text: String) -> SheetContent.Value? {
    text.isEmpty ? nil : .text(text)
  }

  private func number(_ stored: String) -> SheetContent.Value? {
    guard !stored.isEmpty else { return nil }
    let format = formats.indices.contains(style) ? formats[style] : .plain
    guard let plain = StoredNumber.decimal(stored), let value = Double(stored) else {
      // Too large or too small for any table: said as it stands.
      return .text(stored)
    }
    switch format {
    case .plain: return .number(plain, before: "", after: "")
    case .percentage:
      // A hundredfold in decimal digits: 0.07 × 100 is not 7 in binary ones.
      let shifted = StoredNumber.decimal(
        stored + (stored.contains { "eE".contains($0) } ? "" : "e2")
      )
      return .number(shifted ?? plain, before: "", after: "%")
    case .unit(let before, let after):
      return .number(
        plain,
        before: before.isEmpty ? "" : before + " ",
        after: after.isEmpty ? "" : " " + after
      )
    case .date:
      return StoredNumber.date(value, from1904: from1904).map { .text($0) }
        ?? .number(plain, before: "", after: "")
    }
  }

  private func readColumn(_ attributes: [String: String]) {
    guard isTrue(attributes["hidden"]), let first = attributes["min"].flatMap({ Int($0) }),
      let last = attributes["max"].flatMap({ Int($0) }), first >= 1, last >= first
    else { return }
    sheet.hiddenColumns.append((first - 1)...(last - 1))
  }

  private func readMerge(_ name: String) {
    let corners = name.split(separator: ":").map { SheetContent.position($0) }
    guard corners.count == 2, let first = corners[0], let last = corners[1],
      first.row <= last.row, first.column <= last.column
    else { return }
    sheet.merges.append(
      SheetContent.Merge(
        name: name,
        rows: first.row...last.row,
        columns: first.column...last.column
      )
    )
  }

  private func isTrue(_ value: String?) -> Bool { value == "1" || value == "true" }
}
