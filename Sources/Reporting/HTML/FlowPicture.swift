/// A flow picture (a Sankey diagram): bands from the left to the right, as wide as their amounts.
///
/// Source: Kennedy and Sankey, "The thermal efficiency of steam engines", 1898, plate 5; the layout
/// is the plain one of two columns, each in the order that it is given, so that people find the rows of the
/// tables again.
struct FlowPicture {
  /// Something that a band begins or ends at.
  struct Node {
    var label: String
    var value: String
    var title: String
  }

  /// A band.
  struct Flow {
    var from: Int
    var to: Int
    var amount: Double
    var title: String
  }

  var left: [Node]
  var right: [Node]
  var flows: [Flow]
  /// What the picture is and says, for who does not see it.
  var title: String
  var description: String

  // The picture's measures, in its own units: labels, a column, bands, a column, labels.
  private let width = 1000.0
  private let leftEdge = 292.0
  private let rightEdge = 616.0
  private let thickness = 10.0
  private let line = 21.0

  /// Muted colours that stay apart in grey print, by the position of a band's beginning.
  static let colors = [
    "#2f7f86", "#c08a3e", "#5b6fa8", "#8a5a83", "#6c8f4e", "#b0604f", "#4a90b8", "#8c7a5b",
  ]

  /// The picture as SVG.
  var svg: HTML {
    let total = flows.reduce(0) { $0 + $1.amount }
    let count = Double(max(left.count, right.count))
    // Bands take about as much height as the gaps between them.
    let scale = total > 0 ? max(260, count * 15) / total : 0
    let places = [
      column(left.count, scale) { $0.from }, column(right.count, scale) { $0.to },
    ]
    let height = max(1, places.map(\.height).max() ?? 1)
    var parts: [HTML] = [
      .tag("title", ["id": "flow-title"], HTML(text: title)),
      .tag("desc", ["id": "flow-description"], HTML(text: description)),
    ]
    let shift = places.map { (height - $0.height) / 2 }
    var cursor = zip(places, shift).map { place, shift in place.tops.map { $0 + shift } }
    for flow in flows {
      let size = flow.amount * scale
      let (start, end) = (cursor[0][flow.from], cursor[1][flow.to])
      cursor[0][flow.from] += size
      cursor[1][flow.to] += size
      parts.append(band(flow, from: start, to: end, size))
    }
    for side in 0...1 {
      for (index, node) in (side == 0 ? left : right).enumerated() {
        let top = places[side].tops[index] + shift[side]
        parts.append(mark(node, side, index, top, places[side].sizes[index]))
      }
    }
    return .tag(
      "svg",
      [
        "viewBox": "0 0 \(number(width)) \(number(height))", "role": "img", "class": "flow",
        "aria-labelledby": "flow-title flow-description", "xmlns": "http://www.w3.org/2000/svg",
      ],
      parts.joined
    )
  }

  /// Where the nodes of a column stand: at least a line of text apart.
  private func column(
    _ count: Int,
    _ scale: Double,
    _ end: (Flow) -> Int
  ) -> (tops: [Double], sizes: [Double], height: Double) {
    var sizes = [Double](repeating: 0, count: count)
    for flow in flows { sizes[end(flow)] += flow.amount * scale }
    var tops: [Double] = []
    var y = 0.0
    for size in sizes {
      let room = max(size + 6, line)
      tops.append(y + (room - size) / 2)
      y += room
    }
    return (tops, sizes, y)
  }

  private func band(_ flow: Flow, from start: Double, to end: Double, _ size: Double) -> HTML {
    let (x0, x1) = (leftEdge + thickness, rightEdge)
    let middle = number((x0 + x1) / 2)
    let half = max(size, 0.6)
    let path =
      "M\(number(x0)) \(number(start))C\(middle) \(number(start)) \(middle) \(number(end))"
      + " \(number(x1)) \(number(end))V\(number(end + half))"
      + "C\(middle) \(number(end + half)) \(middle) \(number(start + half))"
      + " \(number(x0)) \(number(start + half))Z"
    return .tag(
      "path",
      ["d": path, "fill": color(flow.from), "fill-opacity": "0.42"],
      .tag("title", [:], HTML(text: flow.title))
    )
  }

  private func mark(_ node: Node, _ side: Int, _ index: Int, _ top: Double, _ size: Double) -> HTML
  {
    let isLeft = side == 0
    let x = isLeft ? leftEdge : rightEdge
    let middle = number(top + size / 2)
    let bar = HTML.tag(
      "rect",
      [
        "x": number(x), "y": number(top), "width": number(thickness),
        "height": number(max(size, 1)), "fill": isLeft ? color(index) : "#35505c",
      ]
    )
    let label = HTML.tag(
      "text",
      [
        "x": number(isLeft ? x - 8 : x + thickness + 8), "y": middle, "dy": "0.33em",
        "text-anchor": isLeft ? "end" : "start",
      ],
      .tag("title", [:], HTML(text: node.title)),
      HTML(text: node.label + " "),
      .tag("tspan", ["class": "amount"], HTML(text: node.value))
    )
    return bar + label
  }

  private func number(_ value: Double) -> String { FlowPicture.number(value) }

  private func color(_ index: Int) -> String {
    FlowPicture.colors[index % FlowPicture.colors.count]
  }

  /// A measure with one decimal, the same on every machine.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}

/// A table of bars: a label, a value, and a bar as long as the value.
///
/// It is a table to who does not see it, and a bar chart to who does.
struct BarTable {
  struct Row {
    var label: String
    var value: String
    /// From 0 to 1000.
    var length: Int
    /// Another column's text.
    var detail: String
  }

  var caption: String
  /// The headers of label, value and detail.
  var headers: (String, String, String)
  var rows: [Row]

  var html: HTML {
    let head = HTML.tag(
      "tr",
      [:],
      .tag("th", ["scope": "col"], HTML(text: headers.0)),
      .tag("th", ["scope": "col", "class": "number"], HTML(text: headers.1)),
      .tag("td", ["class": "bar", "aria-hidden": "true"]),
      .tag("th", ["scope": "col", "class": "number"], HTML(text: headers.2))
    )
    let body = rows.map { row in
      HTML.tag(
        "tr",
        [:],
        .tag("th", ["scope": "row"], HTML(text: row.label)),
        .tag("td", ["class": "number"], HTML(text: row.value)),
        .tag("td", ["class": "bar", "aria-hidden": "true"], bar(row.length)),
        .tag("td", ["class": "number"], HTML(text: row.detail))
      )
    }
    return .tag(
      "table",
      ["class": "bars"],
      .tag("caption", [:], HTML(text: caption)),
      .tag("thead", [:], head),
      .tag("tbody", [:], body.joined)
    )
  }

  private func bar(_ length: Int) -> HTML {
    .tag(
      "svg",
      ["viewBox": "0 0 1000 100", "preserveAspectRatio": "none", "focusable": "false"],
      .tag("rect", ["width": "1000", "height": "100", "class": "rail"]),
      .tag("rect", ["width": "\(length)", "height": "100", "class": "fill"])
    )
  }
}
