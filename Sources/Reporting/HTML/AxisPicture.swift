/// A picture with two axes and points between them.
///
/// Each axis says its least and its largest value and nothing between: the table beside the picture has
/// every number.
struct AxisPicture {
  /// A point; a marked one stands out and shows its title beside it.
  struct Point {
    var x: Double
    var y: Double
    var title: String
    var mark: String?
  }

  /// An axis: what it measures, and its least and largest value as people write them.
  struct Axis {
    var title: String
    var least: String
    var largest: String
  }

  /// What the picture's parts are called in the page.
  var name: String
  var points: [Point]
  var horizontal: Axis
  var vertical: Axis
  /// What the picture is and says, for who does not see it.
  var title: String
  var description: String

  // The picture's measures, in its own units: the corners of the part between the axes.
  private let width = 1000.0
  private let height = 420.0
  private let left = 150.0
  private let right = 970.0
  private let top = 46.0
  private let bottom = 352.0

  /// The picture as SVG.
  var svg: HTML {
    let ids = ["\(name)-title", "\(name)-description"]
    let places = points.map { (x: across($0.x), y: up($0.y)) }
    var parts: [HTML] = [
      .tag("title", ["id": ids[0]], HTML(text: title)),
      .tag("desc", ["id": ids[1]], HTML(text: description)),
      .tag(
        "path",
        [
          "d": "M\(number(left)) \(number(top - 14))V\(number(bottom))H\(number(right))",
          "class": "axis",
        ]
      ),
      label(vertical.title, left, top - 26, "start"),
      label(vertical.largest, left - 12, up(largest.y) + 5, "end"),
      label(horizontal.title, (left + right) / 2, bottom + 54, "middle"),
      label(horizontal.least, across(least.x), bottom + 26, "middle"),
    ]
    // With one value alone the ends would stand on each other.
    if largest.y > least.y {
      parts.append(label(vertical.least, left - 12, up(least.y) + 5, "end"))
    }
    if largest.x > least.x {
      parts.append(label(horizontal.largest, across(largest.x), bottom + 26, "middle"))
    }
    for (point, place) in zip(points, places) {
      let circle = HTML.tag(
        "circle",
        [
          "cx": number(place.x), "cy": number(place.y), "r": point.mark == nil ? "5" : "8",
          "class": point.mark == nil ? "dot" : "dot marked",
        ],
        .tag("title", [:], HTML(text: point.title))
      )
      parts.append(circle)
      guard let mark = point.mark else { continue }
      let isFar = place.x > (left + right) / 2
      parts.append(
        label(mark, place.x + (isFar ? -14 : 14), place.y - 14, isFar ? "end" : "start")
      )
    }
    return .tag(
      "svg",
      [
        "viewBox": "0 0 \(number(width)) \(number(height))", "role": "img", "class": "axes",
        "aria-labelledby": ids.joined(separator: " "), "xmlns": "http://www.w3.org/2000/svg",
      ],
      parts.joined
    )
  }

  private var least: (x: Double, y: Double) {
    (points.map(\.x).min() ?? 0, points.map(\.y).min() ?? 0)
  }

  private var largest: (x: Double, y: Double) {
    (points.map(\.x).max() ?? 0, points.map(\.y).max() ?? 0)
  }

  private func across(_ x: Double) -> Double {
    left + 34 + (right - left - 94) * part(x, least.x, largest.x)
  }

  private func up(_ y: Double) -> Double {
    bottom - 24 - (bottom - top - 24) * part(y, least.y, largest.y)
  }

  /// Where a value stands between two, from 0 to 1; in the middle if they are equal.
  private func part(_ value: Double, _ least: Double, _ largest: Double) -> Double {
    largest > least ? (value - least) / (largest - least) : 0.5
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> HTML {
    .tag("text", ["x": number(x), "y": number(y), "text-anchor": anchor], HTML(text: text))
  }

  /// A measure with one decimal, the same on every machine.
  private func number(_ value: Double) -> String { FlowPicture.number(value) }
}
