import Casework
import Services
import Storage

extension AlliancePage {
  /// How many contact moments the page shows.
  static let contactsShown = 50

  var contactMoments: [Block] {
    var blocks: [Block] = [
      .h2(words("Contactmomenten", "Contact moments"), id: "contactmomenten"), .table(contacts),
    ]
    guard let own = recorder else { return blocks }
    blocks.append(
      .disclosure(
        Disclosure(
          summary: words("Contactmoment vastleggen", "Record a contact moment"),
          blocks: [.form(form.showing(contactForm.faults, words))],
          isOpen: !contactForm.faults.isEmpty)))
    let mine = file.contacts.filter { $0.recordedBy == own }
    if !mine.isEmpty {
      blocks.append(
        .disclosure(
          Disclosure(
            summary: words("Eigen contactmoment wissen", "Delete a contact moment of yours"),
            blocks: [.form(removal(mine))])))
    }
    return blocks
  }

  private var contacts: DataTable {
    DataTable(
      id: "contact-tabel", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Dag", "Day")), .init(words("Hoe", "How")),
        .init(words("Waarover", "About")), .init(words("Vastgelegd door", "Recorded by")),
      ],
      rows: file.contacts.map { contact in
        [
          Cell(words.date(contact.heldOn)), Cell(name(contact.channel)), Cell(contact.note),
          Cell(contact.recordedBy),
        ]
      }, empty: words("Er is nog geen contact vastgelegd.", "No contact has been recorded yet."))
  }

  private var form: Form {
    let written = contactForm.written
    return Form(
      id: "contact", action: scene.places.contacts(file.alliance.id),
      fields: [
        Field(
          .text, "dag", words("Dag", "Day"),
          hint: words("Bijvoorbeeld 1-4-2027", "Such as 1-4-2027"),
          value: written["dag"] ?? words.date(scene.today), isShort: true),
        Field(
          .select, "soort", words("Hoe", "How"), value: written["soort"] ?? "",
          options: [("", words("Kies …", "Choose …"))]
            + ContactMoment.Channel.allCases.map { ($0.rawValue, name($0)) }),
        Field(
          .textarea, "waarover", words("Waarover ging het?", "What was it about?"),
          hint: words(
            "Schrijf niet meer over personen dan nodig is; ten hoogste 2000 tekens.",
            "Write no more about people than is needed; at most 2000 characters."),
          value: written["waarover"] ?? ""),
      ], submit: words("Vastleggen", "Record"))
  }

  private func removal(_ mine: [ContactMoment]) -> Form {
    Form(
      id: "contact-wissen", action: scene.places.contacts(file.alliance.id) + "/wissen",
      fields: [
        Field(
          .select, "nummer", words("Welk contactmoment?", "Which contact moment?"),
          options: mine.map {
            (String($0.id), "\(words.date($0.heldOn)), \(name($0.channel)): \($0.note.prefix(60))")
          })
      ], submit: words("Wissen", "Delete"), isSevere: true,
      note: words(
        "Wissen kan niet ongedaan worden gemaakt.", "Deleting cannot be undone."))
  }

  private func name(_ channel: ContactMoment.Channel) -> String {
    switch channel {
    case .visit: words("werkbezoek", "visit")
    case .meeting: words("overleg", "meeting")
    case .call: words("telefoon", "telephone")
    case .mail: words("e-mail", "e-mail")
    }
  }
}
