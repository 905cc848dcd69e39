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

  final class Input: Sendable {
    let name: String
    let type: ModelType
    let plain: PlainType
    /// The import names that lead from the main model to this input; empty for its own.
    let path: [String]
    let position: SourcePosition
    let file: String

    init(
      name: String, type: ModelType, path: [String], position: SourcePosition, file: String
    ) {
      self.name = name
      self.type = type
      plain = PlainType(type)
      self.path = path
      self.position = position
      self.file = file
    }

    /// The name with those of the imports that lead to it.
    var fullName: String { (path + [name]).joined(separator: ".") }
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

  final class Decision: Sendable {
    let name: String
    let bindings: [Binding]
    let step: Step
    let type: ModelType
    let plain: PlainType
    let position: SourcePosition
    let file: String
    /// Part of a circle of requirements; such a decision is worth null.
    let isCircular: Bool

    init(
      name: String, bindings: [Binding], step: Step, type: ModelType, position: SourcePosition,
      file: String, isCircular: Bool
    ) {
      self.name = name
      self.bindings = bindings
      self.step = step
      self.type = type
      plain = PlainType(type)
      self.position = position
      self.file = file
      self.isCircular = isCircular
    }
  }

  final class Knowledge: Sendable {
    let name: String
    let bindings: [Binding]
    let function: FunctionProgram
    let position: SourcePosition
    let file: String

    init(
      name: String, bindings: [Binding], function: FunctionProgram,
      position: SourcePosition, file: String
    ) {
      self.name = name
      self.bindings = bindings
      self.function = function
      self.position = position
      self.file = file
    }
  }

  final class Service: Sendable {
    let name: String
    /// Input data first, then input decisions (DMN 1.5 §10.4).
    let parameters: [(name: String, type: ModelType, element: Int)]
    let outputs: [(name: String, element: Int)]
    let result: ModelType
    let position: SourcePosition
    let file: String

    init(
      name: String, parameters: [(name: String, type: ModelType, element: Int)],
      outputs: [(name: String, element: Int)], result: ModelType, position: SourcePosition,
      file: String
    ) {
      self.name = name
      self.parameters = parameters
      self.outputs = outputs
      self.result = result
      self.position = position
      self.file = file
    }
  }

  let elements: [Element]
  /// The main model's decisions and those of its unnamed imports, by name.
  let plans: [String: DecisionPlan]
  /// Knowledge models and services of the main model and its unnamed imports, by name.
  let knowledge: [String: Int]
  let services: [String: Int]

  init(
    elements: [Element], decisions: [String: Int], knowledge: [String: Int],
    services: [String: Int]
  ) {
    self.elements = elements
    plans = decisions.compactMapValues { DecisionPlan($0, in: elements) }
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
