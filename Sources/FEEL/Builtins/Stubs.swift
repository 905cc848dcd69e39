extension FEELRun {
  mutating func pattern(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue { .null }
  mutating func aggregate(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue { .null }
  mutating func list(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue { .null }
  mutating func interval(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue { .null }
  mutating func calendar(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue { .null }
  mutating func context(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue { .null }
}
