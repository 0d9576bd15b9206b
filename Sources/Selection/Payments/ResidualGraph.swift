/// A directed graph with integer capacities and a flow through it, kept as residual room.
///
/// Edges come in pairs: edge `e` (even) and its reverse `e ^ 1`. The room of an edge is how much
/// more can flow along it; the room of its reverse is how much already does. Vertices and edges can
/// be added at any time, and every augmentation starts from the flow that is there.
///
/// Method: Dinic, *Algorithm for solution of a problem of maximum flow in networks with power
/// estimation* (1970): layers by breadth-first search, then a blocking flow with current arcs.
/// Deterministic: the order of the edges decides. O(V²E) in the worst case, near O(E) on the flat
/// networks of payments. Scratch space is cleaned by what was visited, not by the graph's size.
struct ResidualGraph: Sendable {
  /// More than any sum of money in a scenario, small enough to be added to without overflow.
  static let unbounded = Int64.max / 4

  /// The room of each edge.
  private(set) var room: [Int64] = []
  private var targets: [Int] = []
  private var next: [Int] = []
  private var first: [Int]
  private var last: [Int]

  private var level: [Int]
  private var cursor: [Int]
  private var queue: [Int] = []
  private var path: [Int] = []

  init(vertices: Int = 0) {
    first = Array(repeating: -1, count: vertices)
    last = first
    level = first
    cursor = first
  }

  var vertexCount: Int { first.count }

  mutating func reserve(vertices: Int, edges: Int) {
    first.reserveCapacity(vertices)
    last.reserveCapacity(vertices)
    level.reserveCapacity(vertices)
    cursor.reserveCapacity(vertices)
    room.reserveCapacity(2 * edges)
    targets.reserveCapacity(2 * edges)
    next.reserveCapacity(2 * edges)
  }

  mutating func addVertex() -> Int {
    first.append(-1)
    last.append(-1)
    level.append(-1)
    cursor.append(-1)
    return first.count - 1
  }

  /// Adds an edge behind the others of its tail, and its reverse; returns the edge's number.
  @discardableResult
  mutating func addEdge(from tail: Int, to head: Int, capacity: Int64, flow: Int64 = 0) -> Int {
    let edge = room.count
    append(edge, tail: tail, head: head, room: capacity - flow)
    append(edge + 1, tail: head, head: tail, room: flow)
    return edge
  }

  private mutating func append(_ edge: Int, tail: Int, head: Int, room space: Int64) {
    room.append(space)
    targets.append(head)
    next.append(-1)
    if last[tail] < 0 { first[tail] = edge } else { next[last[tail]] = edge }
    last[tail] = edge
  }

  /// How much flows along an edge.
  func flow(_ edge: Int) -> Int64 { room[edge ^ 1] }

  /// The vertex that an edge leads to.
  func head(of edge: Int) -> Int { targets[edge] }

  /// The edges that leave a vertex, reverses of the arriving ones included, oldest first.
  func edges(from vertex: Int) -> some Sequence<Int> {
    sequence(first: first[vertex]) { next[$0] }.prefix { $0 >= 0 }
  }

  /// Changes an edge's capacity without touching its flow.
  mutating func widen(_ edge: Int, by amount: Int64) { room[edge] += amount }

  /// Changes an edge's flow without touching its capacity; its ends are the caller's care.
  mutating func shift(_ edge: Int, by amount: Int64) {
    room[edge] -= amount
    room[edge ^ 1] += amount
  }

  /// Sends up to `limit` more from `source` to `sink`; returns how much went.
  mutating func augment(from source: Int, to sink: Int, limit: Int64) -> Int64 {
    var sent: Int64 = 0
    while sent < limit {
      begin(at: source)
      let found = layer(to: sink)
      if found { sent += block(from: source, to: sink, limit: limit - sent) }
      clearLayers()
      guard found else { break }
    }
    return sent
  }

  /// Sends as much as can be of what several vertices have to `sink`; returns what is left of each amount.
  mutating func augment(from sources: [(vertex: Int, amount: Int64)], to sink: Int) -> [Int64] {
    var left = sources.map(\.amount)
    while true {
      for (index, source) in sources.enumerated() where left[index] > 0 {
        begin(at: source.vertex)
      }
      let found = layer(to: sink)
      for (index, source) in sources.enumerated() where found && left[index] > 0 {
        left[index] -= block(from: source.vertex, to: sink, limit: left[index])
      }
      clearLayers()
      guard found else { return left }
    }
  }

  /// Which vertices can be reached from `sources` through edges that have room.
  func reached(from sources: [Int]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: vertexCount)
    var open = sources
    for source in sources { isReached[source] = true }
    while let vertex = open.popLast() {
      var edge = first[vertex]
      while edge >= 0 {
        let head = targets[edge]
        if room[edge] > 0, !isReached[head] {
          isReached[head] = true
          open.append(head)
        }
        edge = next[edge]
      }
    }
    return isReached
  }

  /// Makes a vertex a source of the next layers.
  private mutating func begin(at source: Int) {
    queue.append(source)
    level[source] = 0
    cursor[source] = first[source]
  }

  private mutating func clearLayers() {
    for vertex in queue { level[vertex] = -1 }
    queue.removeAll(keepingCapacity: true)
  }

  /// Numbers the vertices by their distance from the nearest source; whether the sink has one.
  private mutating func layer(to sink: Int) -> Bool {
    var index = 0
    while index < queue.count {
      let vertex = queue[index]
      index += 1
      var edge = first[vertex]
      while edge >= 0 {
        let head = targets[edge]
        if room[edge] > 0, level[head] < 0 {
          level[head] = level[vertex] + 1
          cursor[head] = first[head]
          queue.append(head)
          if head == sink { return true }
        }
        edge = next[edge]
      }
    }
    return false
  }

  /// Fills the layered paths until each has a full edge.
  private mutating func block(from source: Int, to sink: Int, limit: Int64) -> Int64 {
    let depth = level[sink]
    var sent: Int64 = 0
    var vertex = source
    path.removeAll(keepingCapacity: true)
    while true {
      if vertex == sink {
        var amount = limit - sent
        for edge in path { amount = min(amount, room[edge]) }
        for edge in path { shift(edge, by: amount) }
        sent += amount
        if sent == limit { return sent }
        let full = path.firstIndex { room[$0] == 0 } ?? 0
        vertex = targets[path[full] ^ 1]
        path.removeSubrange(full...)
        continue
      }
      let edge = cursor[vertex]
      if edge >= 0 {
        let head = targets[edge]
        // Nothing as far away as the sink leads to it.
        if room[edge] > 0, level[head] == level[vertex] + 1, head == sink || level[head] < depth {
          path.append(edge)
          vertex = head
        } else {
          cursor[vertex] = next[edge]
        }
        continue
      }
      // A dead end: step back and go past the edge that led here.
      guard let back = path.popLast() else { return sent }
      vertex = targets[back ^ 1]
      cursor[vertex] = next[back]
    }
  }
}
