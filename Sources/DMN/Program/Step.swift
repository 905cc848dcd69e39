import Diagnostics
import FEEL

/// A compiled boxed expression.
///
/// It runs on a frame, an array with one value per name in scope, in the order in which the names were
/// declared; whoever adds names appends their values and removes them again.
final class Step: Sendable {
  enum Form: Sendable {
    case literal(FEELExpression)
    case constant(FEELValue)
    /// What could not be compiled; it is worth null, for the reason given.
    case broken(String)
    case table(TableProgram)
    case context([Entry], result: Step?)
    case invocation(function: Step, bindings: [(name: String, value: Step)])
    case function(FunctionProgram)
    case relation(columns: [String], rows: [[Step]])
    case list([Step])
    case conditional(test: Step, then: Step, otherwise: Step)
    /// `filter` is FEEL's own filter over the list in the last slot; otherwise `match` runs per item.
    case filter(list: Step, filter: FEELExpression?, match: Step)
    case iterator(IteratorProgram)
  }

  struct Entry: Sendable {
    var name: String
    var type: ModelType?
    var value: Step
  }

  let form: Form
  /// The table, when the expression is one.
  let table: TableProgram?
  /// The expression's own declared type.
  let type: ModelType?
  /// The type at a glance.
  let plain: PlainType
  let position: SourcePosition

  init(form: Form, type: ModelType? = nil, position: SourcePosition) {
    self.form = form
    if case .table(let table) = form { self.table = table } else { table = nil }
    self.type = type
    plain = PlainType(type)
    self.position = position
  }
}

/// A compiled boxed `for`, `some` or `every`.
final class IteratorProgram: Sendable {
  let form: BoxedExpression.Iterator.Form
  let list: Step
  /// The declared type of the list, or of its items.
  let type: ModelType?
  let body: Step
  /// Whether the body sees the results so far, as the last slot of its frame.
  let usesPartial: Bool

  init(
    form: BoxedExpression.Iterator.Form, list: Step, type: ModelType?, body: Step,
    usesPartial: Bool
  ) {
    self.form = form
    self.list = list
    self.type = type
    self.body = body
    self.usesPartial = usesPartial
  }
}

/// A compiled function definition; its body runs on the frame it was written in, with the parameters added.
struct FunctionProgram: Sendable {
  struct Parameter: Sendable {
    var name: String
    var type: ModelType
  }

  var name: String
  var parameters: [Parameter]
  /// What every call must give.
  var result: ModelType
  /// Nil when the function cannot be run here; `refusal` says why.
  var body: Step?
  var refusal: String
}
