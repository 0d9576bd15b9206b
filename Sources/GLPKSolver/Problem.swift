internal import CGLPKShim
internal import MixedInteger

/// A problem inside GLPK: opened, called through the guards of the shim, and closed on one thread.
@safe
struct Problem: ~Copyable {
  let handle: OpaquePointer

  /// Opens an empty problem.
  ///
  /// - Throws: ``SolverError/outOfMemory``.
  init() throws(SolverError) {
    guard let handle = unsafe cartera_glpk_open() else { throw .outOfMemory }
    unsafe self.handle = handle
  }

  /// Fills the empty problem.
  ///
  /// Crossing bounds are left for the caller to deal with.
  ///
  /// - Parameters:
  ///   - model: a validated model.
  ///   - keepsIntegers: whether integer variables stay integer, or the relaxation is wanted.
  /// - Throws: ``SolverError`` when GLPK gives up.
  func load(_ model: Model, keepsIntegers: Bool) throws(SolverError) {
    var rowOfEntry: [Int32] = []
    rowOfEntry.reserveCapacity(model.terms.count)
    for index in model.rows.indices {
      let count = model.terms(of: Model.Row(index: index)).count
      rowOfEntry.append(contentsOf: repeatElement(Int32(index), count: count))
    }
    let columnOfEntry = model.terms.map { Int32($0.variable.index) }
    let coefficients = model.terms.map(\.coefficient)
    // A crossing pair never reaches GLPK; a free one stands in for it.
    let columnBounds = model.variables.map { Self.passable($0.lower, $0.upper) }
    let rowBounds = model.rows.map { Self.passable($0.lower, $0.upper) }
    let integer = model.variables.map { UInt8(keepsIntegers && $0.kind == .integer ? 1 : 0) }
    // Names stay here: GLPK reads none, and gives up on those that are long or hold control
    // characters.
    let code = unsafe cartera_glpk_load(
      handle,
      model.sense == .maximize ? 1 : 0,
      Int32(model.variables.count),
      columnBounds.map(\.lower),
      columnBounds.map(\.upper),
      model.variables.map(\.objective),
      integer,
      Int32(model.rows.count),
      rowBounds.map(\.lower),
      rowBounds.map(\.upper),
      Int32(model.terms.count),
      rowOfEntry,
      columnOfEntry,
      coefficients
    )
    try check(code)
  }

  deinit { unsafe cartera_glpk_close(handle) }

  /// Turns a code of the shim into an error.
  @inline(__always)
  func check(_ code: Int32) throws(SolverError) {
    if Int(code) != CARTERA_GLPK_DONE { throw error(code) }
  }

  private func error(_ code: Int32) -> SolverError {
    switch Int(code) {
    case CARTERA_GLPK_FATAL:
      let text = unsafe String(cString: cartera_glpk_message(handle))
      return .fatal(text.split(separator: "\n").joined(separator: "; "))
    case CARTERA_GLPK_OTHER_THREAD:
      return .invalidArgument("a session was used on another thread than its own")
    case CARTERA_GLPK_NO_MEMORY: return .outOfMemory
    default: return .sessionIsDead
    }
  }

  private static func passable(
    _ lower: Double,
    _ upper: Double
  ) -> (lower: Double, upper: Double) {
    lower > upper ? (-.infinity, .infinity) : (lower, upper)
  }
}

/// The iterations after which a run of the simplex method is held to go round in circles.
///
/// A run takes a few times as many iterations as there are rows and columns.
func patience(rows: Int, columns: Int) -> Int { 10_000 + 100 * (rows + columns) }

/// Whole milliseconds for GLPK, rounded up, so that a short limit does not become none at all.
func milliseconds(_ duration: Duration?) -> Int32 {
  guard let duration else { return Int32.max }
  let (seconds, attoseconds) = duration.components
  guard seconds < Int64(Int32.max) / 1000 - 1 else { return Int32.max - 1 }
  return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
}
