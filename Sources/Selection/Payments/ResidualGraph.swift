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

  private struct Edge {
    var room: Int64
    let head: Int32
    /// The next edge that leaves the same vertex; −1: none.
    var next: Int32 = -1
  }

  private struct Vertex {
    /// The first and the last edge that leaves it; −1: none.
    var first: Int32 = -1
    var last: Int32 = -1
    /// Its distance from the nearest source; −1 outside a search.
    var level: Int32 = -1
    /// The next edge to try.
    var cursor: Int32 = -1
  }

  private var edges: [Edge] = []
  private var vertices: [Vertex]
  private var queue: [Int32] = []
  private var path: [Int32] = []

  init(vertices: Int = 0) {
    self.vertices = Array(repeating: Vertex(), count: vertices)
  }

  var vertexCount: Int { vertices.count }

  /// How many edges there are, reverses included.
  var edgeCount: Int { edges.count }

  mutating func reserve(vertices: Int, edges: Int) {
    self.vertices.reserveCapacity(vertices)
    self.edges.reserveCapacity(2 * edges)
  }

  mutating func addVertex() -> Int {
    vertices.append(Vertex())
    return vertices.count - 1
  }

  /// Adds an edge behind the others of its tail, and its reverse; returns the edge's number.
  @discardableResult
  mutating func addEdge(from tail: Int, to head: Int, capacity: Int64, flow: Int64 = 0) -> Int {
    append(from: tail, to: head, room: capacity - flow)
    append(from: head, to: tail, room: flow)
    return edges.count - 2
  }

  private mutating func append(from tail: Int, to head: Int, room: Int64) {
    let edge = Int32(edges.count)
    edges.append(Edge(room: room, head: Int32(head)))
    let last = vertices[tail].last
    if last < 0 { vertices[tail].first = edge } else { edges[Int(last)].next = edge }
    vertices[tail].last = edge
  }

  /// How much more can flow along an edge.
  func room(_ edge: Int) -> Int64 { edges[edge].room }

  /// How much flows along an edge.
  func flow(_ edge: Int) -> Int64 { edges[edge ^ 1].room }

  /// The vertex that an edge leads to.
  func head(of edge: Int) -> Int { Int(edges[edge].head) }

  /// The edges that leave a vertex, reverses of the arriving ones included, oldest first.
  func edges(from vertex: Int) -> some Sequence<Int> {
    sequence(first: Int(vertices[vertex].first)) { Int(edges[$0].next) }.prefix { $0 >= 0 }
  }

  /// Changes an edge's capacity without touching its flow.
  mutating func widen(_ edge: Int, by amount: Int64) { edges[edge].room += amount }

  /// Changes an edge's flow without touching its capacity; its ends are the caller's care.
  mutating func shift(_ edge: Int, by amount: Int64) {
    edges[edge].room -= amount
    edges[edge ^ 1].room += amount
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
      var next = Int(vertices[vertex].first)
      while next >= 0 {
        let edge = edges[next]
        if edge.room > 0, !isReached[Int(edge.head)] {
          isReached[Int(edge.head)] = true
          open.append(Int(edge.head))
        }
        next = Int(edge.next)
      }
    }
    return isReached
  }

  /// Makes a vertex a source of the next layers.
  private mutating func begin(at source: Int) {
    queue.append(Int32(source))
    reach(source, level: 0)
  }

  private mutating func reach(_ vertex: Int, level: Int32) {
    vertices[vertex].level = level
    vertices[vertex].cursor = vertices[vertex].first
  }

  private mutating func clearLayers() {
    for vertex in queue { vertices[Int(vertex)].level = -1 }
    queue.removeAll(keepingCapacity: true)
  }

  /// Numbers the vertices by their distance from the nearest source; whether the sink has one.
  private mutating func layer(to sink: Int) -> Bool {
    var index = 0
    while index < queue.count {
      let vertex = vertices[Int(queue[index])]
      index += 1
      var next = Int(vertex.first)
      while next >= 0 {
        let edge = edges[next]
        let head = Int(edge.head)
        if edge.room > 0, vertices[head].level < 0 {
          reach(head, level: vertex.level + 1)
          queue.append(edge.head)
          if head == sink { return true }
        }
        next = Int(edge.next)
      }
    }
    return false
  }

  /// Fills the layered paths until each has a full edge.
  private mutating func block(from source: Int, to sink: Int, limit: Int64) -> Int64 {
    let depth = vertices[sink].level
    var sent: Int64 = 0
    var vertex = source
    path.removeAll(keepingCapacity: true)
    while true {
      if vertex == sink {
        var amount = limit - sent
        for edge in path { amount = min(amount, room(Int(edge))) }
        for edge in path { shift(Int(edge), by: amount) }
        sent += amount
        if sent == limit { return sent }
        let full = path.firstIndex { room(Int($0)) == 0 } ?? 0
        vertex = head(of: Int(path[full]) ^ 1)
        path.removeLast(path.count - full)
        continue
      }
      let (level, cursor) = (vertices[vertex].level, Int(vertices[vertex].cursor))
      if cursor >= 0 {
        let edge = edges[cursor]
        let head = Int(edge.head)
        let distance = vertices[head].level
        // Nothing as far away as the sink leads to it.
        if edge.room > 0, distance == level + 1, head == sink || distance < depth {
          path.append(Int32(cursor))
          vertex = head
        } else {
          vertices[vertex].cursor = edge.next
        }
        continue
      }
      // A dead end: step back and go past the edge that led here.
      guard let back = path.popLast() else { return sent }
      vertex = head(of: Int(back) ^ 1)
      vertices[vertex].cursor = edges[Int(back)].next
    }
  }
}
