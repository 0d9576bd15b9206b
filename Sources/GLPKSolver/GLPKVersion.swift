internal import CGLPKShim

/// The GLPK that is linked.
public enum GLPKVersion {
  /// Its version, such as `5.0`.
  public static let current = unsafe String(cString: cartera_glpk_version())
}
