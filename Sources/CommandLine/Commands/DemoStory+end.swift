import Casework
import ExactNumbers
import FEEL
import LegalCalendar
import Services

extension DemoStory {
  /// From the last grant year through final account, determination and recovery to closing.
  func walkToTheEnd() async throws {}

  func compareScenarios() async throws {}
}
