import Allocation
import JSONText

extension Scenario {
  /// The scenario as JSON that `init(json:)` reads back to an equal one.
  public var json: JSON {
    [
      "id": .string(id), "title": title.json, "note": note.json,
      "levers": .object(changes.map { JSON.Member($0.lever, .string($0.value.description)) }),
    ]
  }

  /// Nil when this is not the JSON of a scenario, or names a lever or a value that there is not.
  public init?(json: JSON) {
    guard let id = json["id"]?.string, let title = json["title"].flatMap(Bilingual.init(json:)),
      let note = json["note"].flatMap(Bilingual.init(json:)),
      let levers = json["levers"]?.members
    else { return nil }
    let changes = levers.compactMap { member -> Change? in
      guard let lever = Lever.named(member.name), let text = member.value.string,
        let value = lever.kind.read(text)
      else { return nil }
      return Change(member.name, value)
    }
    guard changes.count == levers.count else { return nil }
    self.init(id: id, title: title, note: note, changes: changes.sorted { $0.lever < $1.lever })
  }
}

extension Bilingual {
  var json: JSON { ["nl": .string(dutch), "en": .string(english)] }

  init?(json: JSON) {
    guard let nl = json["nl"]?.string, let en = json["en"]?.string else { return nil }
    self.init(nl: nl, en: en)
  }
}

extension SchemeDesign {
  /// Every lever with its value.
  var leverJSON: JSON {
    .object(Lever.all.map { JSON.Member($0.id, .string($0.value(in: self).description)) })
  }

  /// The present design with these values of levers; nil when one is unknown or no value of its lever.
  init?(levers json: JSON) {
    var design = SchemeDesign.present
    for member in json.members ?? [] {
      guard let lever = Lever.named(member.name), let text = member.value.string,
        let value = lever.kind.read(text)
      else { return nil }
      lever.set(value, in: &design)
    }
    self = design
  }

  /// What is assumed beside the levers, with units in the names.
  var assumptions: JSON {
    [
      "small_alliance_up_to": .string(allianceLimits.small.description),
      "medium_alliance_up_to": .string(allianceLimits.medium.description),
      "small_organisation_up_to": .string(organisationLimits.small.description),
      "medium_organisation_up_to": .string(organisationLimits.medium.description),
      "hours": [
        "first_round_lead": .int(burden.firstRoundLead),
        "first_round_member": .int(burden.firstRoundMember),
        "second_round_lead": .int(burden.secondRoundLead),
        "second_round_member": .int(burden.secondRoundMember),
        "account_light": .int(burden.lightAccount), "account_middle": .int(burden.middleAccount),
        "account_full": .int(burden.fullAccount), "account_lead": .int(burden.leadAccount),
        "review_lead": .int(burden.reviewLead), "review_member": .int(burden.reviewMember),
      ],
      "hour_rate": .string(burden.hour.description),
      "audit": .string(burden.audit.description),
    ]
  }
}
