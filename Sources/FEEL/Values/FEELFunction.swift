/// A function as a value: a built-in, a closure of the language, or one that the host lends.
public struct FEELFunction: Hashable, Sendable {
  enum Body: Sendable {
    case builtin(Builtin)
    case closure(Closure)
    case host(HostBody)
  }

  /// A function literal with the variables it saw where it was written.
  final class Closure: Sendable {
    let program: Program
    let body: Int32
    let firstSlot: Int
    let locals: [FEELValue]

    init(program: Program, body: Int32, firstSlot: Int, locals: [FEELValue]) {
      self.program = program
      self.body = body
      self.firstSlot = firstSlot
      self.locals = locals
    }
  }

  final class HostBody: Sendable {
    let call: @Sendable ([FEELValue], inout FEELRun) -> FEELValue

    init(_ call: @escaping @Sendable ([FEELValue], inout FEELRun) -> FEELValue) {
      self.call = call
    }
  }

  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var type: FEELType

    public init(_ name: String, _ type: FEELType = .any) {
      self.name = name
      self.type = type
    }
  }

  public let name: String?
  public let parameters: [Parameter]
  public let result: FEELType
  let body: Body

  init(name: String?, parameters: [Parameter], result: FEELType, body: Body) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.body = body
  }

  /// A function of the host, such as a business knowledge model or a decision service.
  ///
  /// Arguments arrive in the order of the parameters, coerced to their types; the result is coerced too.
  public init(
    name: String, parameters: [Parameter], result: FEELType = .any,
    _ call: @escaping @Sendable (_ arguments: [FEELValue], _ run: inout FEELRun) -> FEELValue
  ) {
    self.init(name: name, parameters: parameters, result: result, body: .host(HostBody(call)))
  }

  init(builtin: Builtin) {
    self.init(
      name: builtin.name,
      parameters: builtin.signatures[0].parameters.map { Parameter($0) }, result: .any,
      body: .builtin(builtin))
  }

  private var identity: ObjectIdentifier? {
    switch body {
    case .builtin: nil
    case .closure(let closure): ObjectIdentifier(closure)
    case .host(let host): ObjectIdentifier(host)
    }
  }

  public static func == (a: FEELFunction, b: FEELFunction) -> Bool {
    if case .builtin(let left) = a.body, case .builtin(let right) = b.body { return left == right }
    return a.identity != nil && a.identity == b.identity
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(identity)
  }
}
