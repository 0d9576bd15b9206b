import ArgumentParser
import Portfolio

/// Reads a share such as `80%`, `0.8` or `0,8`, at most `largest` (so that `80` is not taken for
/// 8000 %).
///
/// Anything else is a `ValidationError`: the text, and then `complaint`.
func share(_ text: String, atMost largest: Quantity, _ complaint: String) throws -> Quantity {
  let isPercentage = text.hasSuffix("%")
  let digits = isPercentage ? String(text.dropLast()) : text
  guard var share = decimal(digits.trimmedOfSpaces) else {
    throw ValidationError("\"\(text)\" \(complaint)")
  }
  if isPercentage { share = Quantity(share.significand, decimals: share.decimals + 2) }
  guard share <= largest else { throw ValidationError("\"\(text)\" \(complaint)") }
  return share
}

/// Reads a number of digits with at most one point or comma, which stands before its decimals;
/// `nil` for anything else, signs and more than `digits` digits before the point included.
func decimal(_ text: String, digits: Int = 9) -> Quantity? {
  let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
  guard let whole = parts.first, parts.count <= 2 else { return nil }
  let fraction = parts.count == 2 ? parts[1] : ""
  let isDigits = { (part: Substring) in part.utf8.allSatisfy { (48...57).contains($0) } }
  guard isDigits(whole), isDigits(fraction), !whole.isEmpty, parts.count == 1 || !fraction.isEmpty,
    whole.count <= digits, fraction.count <= 9, let number = Int64(String(whole) + String(fraction))
  else { return nil }
  return Quantity(number, decimals: fraction.count)
}

extension String {
  fileprivate var trimmedOfSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
