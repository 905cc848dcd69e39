/// The version of the API: `major.minor.patch`; the major one is the first segment of its paths.
public enum APIVersion {
  public static let text = "1.0.0"
  public static let base = "/v1"
}
