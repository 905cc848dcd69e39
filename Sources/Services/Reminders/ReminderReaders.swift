import Casework
import LegalCalendar

/// Who hears of an obligation, by role.
struct ReminderReaders {
  let contacts: [Contact]
  let state: SchemeState

  struct Reader: Hashable {
    let contact: Contact?
    let role: String
    let alliance: String?

    /// What keeps one person from getting the same twice.
    var key: String { contact?.id ?? "\(role)@\(alliance ?? "")" }

    /// For operators: a role and a place, or a contact's id; no name and no address.
    var label: String { contact?.id ?? "\(role) \(alliance ?? "")" }
  }

  /// The readers of a step; a role without a person is a reader without a contact, so that it is seen.
  func readers(of item: CaseOffice.DueReminder, on day: CivilDate) -> [Reader] {
    readers(
      of: item.reminder.recipient,
      alliance: item.obligation.award.flatMap { state.awards[$0]?.recipient }, on: day)
  }

  /// The same for roles that are separated by commas.
  func readers(of roles: String, alliance: String?, on day: CivilDate) -> [Reader] {
    var readers: [Reader] = []
    for role in roles.split(separator: ",").map(String.init) {
      let found = people(role, alliance: alliance, on: day)
      for contact in found where !readers.contains(where: { $0.contact?.id == contact.id }) {
        readers.append(Reader(contact: contact, role: role, alliance: alliance))
      }
      if found.isEmpty { readers.append(Reader(contact: nil, role: role, alliance: alliance)) }
    }
    return readers
  }

  func people(_ role: String, alliance: String?, on day: CivilDate) -> [Contact] {
    let own = contacts.filter { $0.role == role }
    guard role == "lead" else {
      return own.filter { person in
        person.alliances.isEmpty || alliance.map(person.alliances.contains) ?? false
      }
    }
    let leads = state.memberships.values.filter { membership in
      membership.alliance == alliance && membership.role == .lead && membership.from <= day
        && membership.to.map { day <= $0 } ?? true
    }.map(\.organisation)
    return own.filter { $0.organisation.map(leads.contains) ?? false }
  }

  /// The alliances that concern a person on a day.
  func alliances(of contact: Contact, on day: CivilDate) -> Set<String> {
    if contact.role != "lead", !contact.alliances.isEmpty { return Set(contact.alliances) }
    return Set(
      state.alliances.keys.filter { alliance in
        people(contact.role, alliance: alliance, on: day).contains { $0.id == contact.id }
      })
  }
}
