internal import CGLPKShim

/// What GLPK holds on the calling thread.
public enum GLPKMemory {
  /// The bytes that GLPK's environment of this thread holds.
  ///
  /// Nil when the thread has no environment, as it should be whenever no solve and no session is
  /// under way on it.
  public static var usage: Int? {
    var bytes = 0
    var blocks: Int32 = 0
    return unsafe cartera_glpk_memory(&bytes, &blocks) == 0 ? nil : bytes
  }
}
