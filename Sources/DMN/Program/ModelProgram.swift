import Diagnostics
import FEEL

/// A model and the models that it imports, joined and compiled.
///
/// Elements refer to each other by their index in `elements`.
final class ModelProgram: Sendable {
  enum Element: Sendable {
    case input(Input)
    case decision(Decision)
    case knowledge(Knowledge)
    case service(Service)
  }

  struct Input: Sendable {
    var name: String
    var type: ModelType
    /// The import names that lead from the main model to this input; empty for its own.
    var path: [String]
    var position: SourcePosition
    var file: String
  }

  /// A name in an element's scope and where its value comes from.
  struct Binding: Sendable {
    enum Source: Sendable {
      case element(Int)
      /// An import's name stands for a context of what is required from it.
      case group([(name: String, element: Int)])
    }

    var name: String
    var source: Source
  }

  struct Decision: Sendable {
    var name: String
    var bindings: [Binding]
    var step: Step
    var type: ModelType
    var position: SourcePosition
    var file: String
    /// Part of a circle of requirements; such a decision is worth null.
    var isCircular: Bool
  }

  struct Knowledge: Sendable {
    var name: String
    var bindings: [Binding]
    var function: FunctionProgram
    /// What every call must give.
    var result: ModelType
    var position: SourcePosition
    var file: String
  }

  struct Service: Sendable {
    var name: String
    /// Input data first, then input decisions (DMN 1.5 §10.4).
    var parameters: [(name: String, type: ModelType, element: Int)]
    var outputs: [(name: String, element: Int)]
    var result: ModelType
    var position: SourcePosition
    var file: String
  }

  let elements: [Element]
  /// The main model's decisions, knowledge models and services by name.
  let decisions: [String: Int]
  let knowledge: [String: Int]
  let services: [String: Int]

  init(
    elements: [Element], decisions: [String: Int], knowledge: [String: Int],
    services: [String: Int]
  ) {
    self.elements = elements
    self.decisions = decisions
    self.knowledge = knowledge
    self.services = services
  }
}

/// What one evaluation carries along besides FEEL's own run.
struct EvaluationScope: Sendable {
  var log: FiredLog?
  var file: String
}

/// The values of one evaluation of the graph, each computed once.
struct GraphValues {
  var values: [FEELValue?]

  init(count: Int) { values = [FEELValue?](repeating: nil, count: count) }
}
