/// The zones that the standard value of `TimeZones` knows: name, hours from UTC in winter, summer time.
enum StandardZones {
  static let table: [String: ZoneRule] = {
    var table: [String: ZoneRule] = [:]
    func add(_ minutes: Int, _ summer: ZoneRule.Summer, _ area: String, _ cities: String) {
      for city in cities.split(separator: " ") {
        table[area + city] = ZoneRule(standard: minutes * 60, summer: summer)
      }
    }
    add(0, .none, "", "UTC GMT Zulu UCT Greenwich Universal Iceland")
    add(0, .none, "Etc/", "UTC GMT UCT Zulu Greenwich Universal GMT0 GMT+0 GMT-0")
    for hours in 1...14 { add(hours * 60, .none, "Etc/", "GMT-\(hours)") }
    for hours in 1...12 { add(-hours * 60, .none, "Etc/", "GMT+\(hours)") }
    add(60, .europe, "", "CET MET Poland")
    add(0, .europe, "", "WET Portugal GB Eire")
    add(120, .europe, "", "EET")
    add(0, .europe, "Europe/", "London Dublin Lisbon Belfast Guernsey Jersey Isle_of_Man")
    add(
      60, .europe, "Europe/",
      """
      Amsterdam Andorra Belgrade Berlin Bratislava Brussels Budapest Busingen Copenhagen Gibraltar \
      Ljubljana Luxembourg Madrid Malta Monaco Oslo Paris Podgorica Prague Rome San_Marino Sarajevo \
      Skopje Stockholm Tirane Vaduz Vatican Vienna Warsaw Zagreb Zurich
      """)
    add(
      120, .europe, "Europe/",
      "Athens Bucharest Helsinki Kiev Kyiv Mariehamn Riga Sofia Tallinn Vilnius Uzhgorod")
    add(120, .none, "Europe/", "Kaliningrad")
    add(180, .none, "Europe/", "Moscow Istanbul Minsk Simferopol Kirov Volgograd")
    add(240, .none, "Europe/", "Samara Saratov Ulyanovsk Astrakhan")
    add(-60, .europe, "Atlantic/", "Azores")
    add(0, .europe, "Atlantic/", "Canary Madeira Faroe Faeroe")
    add(0, .none, "Atlantic/", "Reykjavik St_Helena")
    add(-60, .none, "Atlantic/", "Cape_Verde")
    add(-240, .northAmerica, "Atlantic/", "Bermuda")
    add(-300, .northAmerica, "", "EST5EDT")
    add(-360, .northAmerica, "", "CST6CDT")
    add(-420, .northAmerica, "", "MST7MDT")
    add(-480, .northAmerica, "", "PST8PDT")
    add(-210, .northAmerica, "America/", "St_Johns")
    add(-240, .northAmerica, "America/", "Halifax Moncton Glace_Bay Goose_Bay Thule")
    add(
      -300, .northAmerica, "America/",
      "New_York Detroit Toronto Montreal Nassau Port-au-Prince Iqaluit Louisville Indianapolis")
    add(-360, .northAmerica, "America/", "Chicago Winnipeg Menominee Matamoros Rainy_River")
    add(-420, .northAmerica, "America/", "Denver Edmonton Boise Ciudad_Juarez Yellowknife")
    add(-480, .northAmerica, "America/", "Los_Angeles Vancouver Tijuana")
    add(-540, .northAmerica, "America/", "Anchorage Juneau Nome Sitka Yakutat")
    add(-300, .none, "America/", "Bogota Lima Panama Jamaica Cancun Guayaquil Cayman")
    add(-360, .none, "America/", "Mexico_City Costa_Rica Guatemala El_Salvador Regina Managua")
    add(-420, .none, "America/", "Phoenix Hermosillo Whitehorse Dawson")
    add(-240, .none, "America/", "Caracas La_Paz Puerto_Rico Manaus Curacao Aruba Barbados Guyana")
    add(
      -180, .none, "America/",
      "Sao_Paulo Argentina/Buenos_Aires Buenos_Aires Montevideo Bahia Fortaleza Paramaribo Cayenne"
    )
    add(-300, .northAmerica, "US/", "Eastern")
    add(-360, .northAmerica, "US/", "Central")
    add(-420, .northAmerica, "US/", "Mountain")
    add(-480, .northAmerica, "US/", "Pacific")
    add(0, .none, "Africa/", "Abidjan Accra Dakar Bamako Monrovia Freetown Lome")
    add(60, .none, "Africa/", "Lagos Algiers Tunis Kinshasa Luanda Douala")
    add(120, .none, "Africa/", "Johannesburg Maputo Harare Lusaka Tripoli Kigali Khartoum")
    add(180, .none, "Africa/", "Nairobi Addis_Ababa Kampala Dar_es_Salaam Mogadishu Djibouti")
    add(180, .none, "Asia/", "Baghdad Riyadh Kuwait Qatar Aden Istanbul Amman Damascus")
    add(120, .europe, "Asia/", "Nicosia Famagusta")
    add(210, .none, "Asia/", "Tehran")
    add(240, .none, "Asia/", "Dubai Baku Tbilisi Yerevan Muscat")
    add(270, .none, "Asia/", "Kabul")
    add(300, .none, "Asia/", "Karachi Tashkent Yekaterinburg Samarkand Dushanbe Ashgabat Almaty")
    add(330, .none, "Asia/", "Kolkata Calcutta Colombo")
    add(345, .none, "Asia/", "Kathmandu Katmandu")
    add(360, .none, "Asia/", "Dhaka Dacca Omsk Bishkek Thimphu Urumqi")
    add(390, .none, "Asia/", "Yangon Rangoon")
    add(
      420, .none, "Asia/", "Bangkok Jakarta Ho_Chi_Minh Saigon Novosibirsk Phnom_Penh Vientiane")
    add(
      480, .none, "Asia/",
      "Shanghai Hong_Kong Singapore Manila Taipei Kuala_Lumpur Macau Irkutsk Ulaanbaatar Brunei")
    add(540, .none, "Asia/", "Tokyo Seoul Pyongyang Yakutsk Jayapura Dili")
    add(600, .none, "Asia/", "Vladivostok")
    add(660, .none, "Asia/", "Magadan Sakhalin")
    add(720, .none, "Asia/", "Kamchatka")
    add(600, .australia, "Australia/", "Sydney Melbourne Hobart Canberra ACT NSW Victoria Tasmania")
    add(570, .australia, "Australia/", "Adelaide South Broken_Hill")
    add(600, .none, "Australia/", "Brisbane Queensland Lindeman")
    add(570, .none, "Australia/", "Darwin North")
    add(480, .none, "Australia/", "Perth West")
    add(720, .newZealand, "Pacific/", "Auckland")
    add(720, .newZealand, "Antarctica/", "McMurdo South_Pole")
    add(-600, .none, "Pacific/", "Honolulu Tahiti Johnston")
    add(600, .none, "Pacific/", "Guam Port_Moresby")
    add(660, .none, "Pacific/", "Noumea Guadalcanal")
    add(720, .none, "Pacific/", "Fiji Majuro Tarawa Wake Funafuti")
    add(780, .none, "Pacific/", "Tongatapu Apia Fakaofo")
    add(840, .none, "Pacific/", "Kiritimati")
    add(180, .none, "Indian/", "Antananarivo")
    add(240, .none, "Indian/", "Mauritius Reunion Mahe")
    add(300, .none, "Indian/", "Maldives")
    return table
  }()
}
