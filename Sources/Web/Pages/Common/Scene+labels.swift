import Casework

extension Scene {
  func payment(_ kind: PaymentKind) -> String {
    switch kind {
    case .advance: words("voorschot", "advance")
    case .settlement: words("restant", "remainder")
    case .recovery: words("terugvordering", "recovery")
    }
  }

  func letterState(_ state: LetterState) -> String {
    switch state {
    case .draft: words("concept", "draft")
    case .sent: words("verstuurd", "sent")
    case .withdrawn: words("ingetrokken", "withdrawn")
    }
  }

  func reason(_ reason: StopReason) -> String {
    switch reason {
    case .capacity: words("capaciteit", "capacity")
    case .shiftOfFocus: words("verschuiving van focus", "shift of focus")
    }
  }

  func activity(_ status: ActivityStatus) -> String {
    switch status {
    case .planned: words("gepland", "planned")
    case .running: words("loopt", "running")
    case .done: words("afgerond", "done")
    case .delayed: words("vertraagd", "delayed")
    case .adapted: words("aangepast", "adapted")
    case .stopped: words("gestopt", "stopped")
    }
  }

  func label(_ activity: Activity) -> Cell {
    let tone: Cell.Tone =
      switch activity.status {
      case .planned: .quiet
      case .running, .adapted: .info
      case .done: .good
      case .delayed: .warn
      case .stopped: .bad
      }
    return Cell(
      self.activity(activity.status), note: activity.stopReason.map(reason), tone: tone)
  }
}
