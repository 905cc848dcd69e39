/// A version of the DMN interchange format that is read.
public enum DMNVersion: String, Hashable, Sendable, CaseIterable {
  case v1_2 = "1.2"
  case v1_3 = "1.3"
  case v1_4 = "1.4"
  case v1_5 = "1.5"
  case v1_6 = "1.6"

  /// The date in the version's namespaces.
  private var dated: String {
    switch self {
    case .v1_2: "20180521"
    case .v1_3: "20191111"
    case .v1_4: "20211108"
    case .v1_5: "20230324"
    case .v1_6: "20240513"
    }
  }

  private var scheme: String { self == .v1_2 ? "http" : "https" }

  /// The namespace of the model's elements.
  public var modelNamespace: String { "\(base)/MODEL/" }
  /// The namespace that names FEEL as an expression language.
  public var feelNamespace: String { "\(base)/FEEL/" }
  /// The namespace of the diagrams.
  public var diagramNamespace: String { "\(base)/DMNDI/" }

  private var base: String { "\(scheme)://www.omg.org/spec/DMN/\(dated)" }

  init?(modelNamespace namespace: String) {
    guard let found = Self.allCases.first(where: { $0.modelNamespace == namespace }) else {
      return nil
    }
    self = found
  }
}
