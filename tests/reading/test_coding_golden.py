"""Golden sentences, written for these tests and coded as a coder with the CAMEO codebook would: root, category, who, whom, status."""

import pytest
from coding_reading import countries, events_of, main_event

# sentence, CAMEO code or root, PLOVER category, sources, targets, status
GOLDEN = [
    # 01, 02: statements and appeals have no category
    ("Portugal declined to comment on the border dispute.", "011", None, "PRT", "", "actual"),
    ("Sweden is considering a reform of its pension law.", "014", None, "SWE", "", "actual"),
    ("Ghana's president expressed condolences to Togo.", "016", None, "GHA", "TGO", "actual"),
    ("Bolivia urged Chile to resume negotiations.", "026", None, "BOL", "CHL", "actual"),
    ("Norway called for an end to the sanctions against Cuba.", "0254", None, "NOR", "CUB", "actual"),
    ("Nepal asked India for humanitarian aid.", "0233", None, "NPL", "IND", "actual"),
    ("Hungary said that Slovakia should lift the blockade.", "0256", None, "HUN", "SVK", "actual"),
    # 03: agreement and intent
    ("Peru and Ecuador agreed to meet next month.", "036", "AGREE", "ECU PER", "ECU PER", "planned"),
    ("Finland will send humanitarian aid to Jordan, officials said.", "0333", "AGREE", "FIN", "JOR", "planned"),
    ("The Dutch foreign minister is due to visit Indonesia on Friday.", "036", "AGREE", "NLD", "IDN", "planned"),
    ("Canada promised to lift sanctions on Belarus.", "0354", "AGREE", "CAN", "BLR", "actual"),
    ("Denmark is willing to mediate between Chad and Sudan.", "039", "AGREE", "DNK", "SDN TCD", "actual"),
    ("Eritrea has agreed to release Ethiopian prisoners.", "0353", "AGREE", "ERI", "ETH", "actual"),
    # 04: consultation
    ("The Greek foreign minister met his Turkish counterpart in Geneva.", "040", "CONSULT", "GRC", "TUR", "actual"),
    ("Angola and Zambia held talks in Nairobi on Tuesday.", "046", "CONSULT", "AGO ZMB", "AGO ZMB", "actual"),
    ("Talks between Armenia and Azerbaijan resumed on Monday.", "046", "CONSULT", "ARM AZE", "ARM AZE", "actual"),
    ("The German chancellor visited Poland in March.", "042", "CONSULT", "DEU", "POL", "actual"),
    ("The king of Jordan paid a visit to Morocco.", "042", "CONSULT", "JOR", "MAR", "actual"),
    ("Brazil hosted the president of Uruguay.", "043", "CONSULT", "BRA", "URY", "actual"),
    ("The Irish prime minister spoke by phone with the president of Cyprus.", "041", "CONSULT", "IRL", "CYP", "actual"),
    ("Qatar mediated between Sudan and Chad.", "045", "CONSULT", "QAT", "SDN TCD", "actual"),
    ("Iran negotiated with Iraq over the river.", "046", "CONSULT", "IRN", "IRQ", "actual"),
    ("Kenya, Uganda and Rwanda met on Monday.", "040", "CONSULT", "KEN RWA UGA", "KEN RWA UGA", "actual"),
    # 05: diplomatic cooperation
    ("Belgium praised Rwanda for its reforms.", "051", "SUPPORT", "BEL", "RWA", "actual"),
    ("Spain and Algeria signed a treaty of friendship.", "057", "SUPPORT", "DZA ESP", "DZA ESP", "actual"),
    ("The treaty was signed by Laos and Vietnam in 1977.", "057", "SUPPORT", "LAO VNM", "LAO VNM", "actual"),
    ("Austria recognized Slovenia.", "054", "SUPPORT", "AUT", "SVN", "actual"),
    ("The Italian government apologized to Libya.", "055", "SUPPORT", "ITA", "LBY", "actual"),
    ("Malaysia restored diplomatic relations with Cuba.", "050", "SUPPORT", "MYS", "CUB", "actual"),
    # 06, 07: material cooperation and aid
    ("Estonia shared intelligence with Latvia.", "064", "COOPERATE", "EST", "LVA", "actual"),
    ("Spain extradited a suspect to Colombia.", "063", "COOPERATE", "ESP", "COL", "actual"),
    ("France gave Niger a loan.", "071", "AID", "FRA", "NER", "actual"),
    ("Pakistan sent food to Afghanistan.", "073", "AID", "PAK", "AFG", "actual"),
    ("Uganda granted asylum to Rwandan rebels.", "075", "AID", "UGA", "RWA", "actual"),
    ("Ukraine supplied weapons to Georgia.", "072", "AID", "UKR", "GEO", "actual"),
    # 08: yielding
    ("Kuwait lifted sanctions against Jordan.", "085", "RETREAT", "KWT", "JOR", "actual"),
    ("Sudan released a Kenyan journalist.", "0841", "RETREAT", "SDN", "KEN", "actual"),
    ("Vietnam withdrew its troops from Cambodia.", "087", "RETREAT", "VNM", "KHM", "actual"),
    ("The Colombian government declared a ceasefire.", "0871", "RETREAT", "COL", "", "actual"),
    ("The prime minister of Lebanon resigned.", "0831", "CONCEDE", "LBN", "", "actual"),
    # 09, 10, 11
    ("Croatia is investigating Serbian war crimes.", "09", "ACCUSE", "HRV", "SRB", "actual"),
    ("Zambia demanded the withdrawal of Rhodesian troops.", "1056", "REQUEST", "ZMB", "ZWE", "actual"),
    ("Mexico demanded that Guatemala release the hostages.", "1053", "REQUEST", "MEX", "GTM", "actual"),
    ("Latvia said that Russia must withdraw its troops.", "1056", "REQUEST", "LVA", "RUS", "actual"),
    ("Mongolia criticized China.", "111", "ACCUSE", "MNG", "CHN", "actual"),
    ("Senegal was accused by Gambia of arming rebels.", "112", "ACCUSE", "GMB", "SEN", "actual"),
    ("Norway condemned the Russian invasion of Ukraine.", "111", "ACCUSE", "NOR", "RUS", "actual"),
    # 12
    ("Cuba rejected a proposal for talks with the United States.", "125", "REJECT", "CUB", "USA", "actual"),
    ("Honduras refused to extradite a suspect to El Salvador.", "1213", "REJECT", "HND", "SLV", "actual"),
    ("Syria said it would not withdraw its troops from Lebanon.", "124", "REJECT", "SYR", "LBN", "planned"),
    ("Chad is opposed to French mediation.", "126", "REJECT", "TCD", "FRA", "actual"),
    # 13
    ("Thailand threatened to impose sanctions on Myanmar.", "1312", "THREATEN", "THA", "MMR", "actual"),
    ("North Korea threatened to attack South Korea.", "138", "THREATEN", "PRK", "KOR", "actual"),
    ("Egypt issued an ultimatum to Libya.", "139", "THREATEN", "EGY", "LBY", "actual"),
    ("Turkey will suspend aid to Somalia.", "1311", "THREATEN", "TUR", "SOM", "planned"),
    # 14, 15, 16, 17
    ("Chilean students protested against the government.", "141", "PROTEST", "CHL", "CHL", "actual"),
    ("Iranian prisoners began a hunger strike.", "142", "PROTEST", "IRN", "IRN", "actual"),
    ("India deployed troops along the border with Pakistan.", "154", "MOBILIZE", "IND", "PAK", "actual"),
    ("Kenya recalled its ambassador from Sudan.", "161", "SANCTION", "KEN", "SDN", "actual"),
    ("Japan suspended aid to Myanmar.", "162", "SANCTION", "JPN", "MMR", "actual"),
    ("Australia imposed sanctions on Fiji.", "163", "COERCE", "AUS", "FJI", "actual"),
    ("Belarusian police arrested two Polish journalists.", "173", "COERCE", "BLR", "POL", "actual"),
    ("Two Polish journalists were arrested in Belarus.", "173", "COERCE", "BLR", "POL", "actual"),
    ("Gabon deported Nigerian workers.", "174", "COERCE", "GAB", "NGA", "actual"),
    # 18, 19, 20
    ("Somali gunmen kidnapped a Danish doctor.", "181", "ASSAULT", "SOM", "DNK", "actual"),
    ("Syrian rebels were tortured by Syrian soldiers.", "1822", "ASSAULT", "SYR", "SYR", "actual"),
    ("Israeli jets bombed Lebanon.", "195", "ASSAULT", "ISR", "LBN", "actual"),
    ("Iraq invaded Kuwait in August 1990.", "190", "ASSAULT", "IRQ", "KWT", "actual"),
    ("Indonesia annexed East Timor in 1976.", "192", "COERCE", "IDN", "TLS", "actual"),
    ("Serbian troops massacred Bosnian civilians.", "202", "ASSAULT", "SRB", "BIH", "actual"),
    # words of every class, each sentence with another country
    ("Germany's chancellor voiced doubts about the peace plan for Yemen.", "012", None, "DEU", "YEM", "actual"),
    ("Ecuador and Peru are to resume talks next week.", "036", "AGREE", "ECU PER", "ECU PER", "planned"),
    ("India has offered Nepal a loan.", "0331", "AGREE", "IND", "NPL", "actual"),
    ("The Turkish president had dinner with his Albanian counterpart.", "040", "CONSULT", "TUR", "ALB", "actual"),
    ("The king of Tonga gave a warm welcome to the Fijian president.", "043", "CONSULT", "TON", "FJI", "actual"),
    ("Russian and Chinese troops exercised together.", "062", "COOPERATE", "CHN RUS", "CHN RUS", "actual"),
    ("The United States provided Moldova with 30 million dollars.", "071", "AID", "USA", "MDA", "actual"),
    ("Ireland gave 2 million euros to Malawi.", "071", "AID", "IRL", "MWI", "actual"),
    ("Cuba sent doctors to Haiti.", "073", "AID", "CUB", "HTI", "actual"),
    ("Bangladeshi peacekeepers arrived in Liberia.", "074", "AID", "BGD", "LBR", "actual"),
    ("Rebels in Colombia handed in their weapons.", "0873", "RETREAT", "COL", "COL", "actual"),
    ("Armenian forces pulled back from the hills in Azerbaijan.", "087", "RETREAT", "ARM", "AZE", "actual"),
    ("The Afghan president announced a cease-fire with the Taliban.", "0871", "RETREAT", "AFG", "AFG", "actual"),
    ("Rwandan refugees sought asylum in Tanzania.", "1033", "REQUEST", "RWA", "TZA", "actual"),
    ("China lodged a protest with Japan over the visit.", "114", "ACCUSE", "CHN", "JPN", "actual"),
    ("Bolivia took Chile to the International Court of Justice.", "115", "ACCUSE", "BOL", "CHL", "actual"),
    ("Iran arrested a Canadian for espionage.", "1125", "ACCUSE", "IRN", "CAN", "actual"),
    ("Damascus called the Turkish incursion an act of aggression.", "111", "ACCUSE", "SYR", "TUR", "actual"),
    ("Spanish police handed over a wanted man to Morocco.", "063", "COOPERATE", "ESP", "MAR", "actual"),
    ("Islamabad closed the Torkham crossing with Afghanistan.", "172", "COERCE", "PAK", "AFG", "actual"),
    ("Sweden's parliament voted down the pact with Turkey.", "120", "REJECT", "SWE", "TUR", "actual"),
    ("Bhutan's king is on a state visit to India.", "042", "CONSULT", "BTN", "IND", "actual"),
    ("Turkey said that it would no longer tolerate Kurdish rebels on its border.", "130", "THREATEN", "TUR", "TUR", "planned"),
    ("Gambia called for sanctions against Senegal.", "113", "ACCUSE", "GMB", "SEN", "actual"),
    ("Bahrain's opposition boycotted the talks with Kuwait.", "125", "REJECT", "BHR", "KWT", "actual"),
    ("Gabon's government rejected accusations by Benin.", "010", None, "GAB", "BEN", "actual"),
    ("Kurdish prisoners in Turkey refused food.", "142", "PROTEST", "TUR", "TUR", "actual"),
    ("Bangladeshi garment workers went on strike.", "143", "PROTEST", "BGD", "BGD", "actual"),
    ("Bolivia expelled the Peruvian ambassador.", "161", "SANCTION", "BOL", "PER", "actual"),
    ("Laos walked out of the talks with Vietnam.", "164", "SANCTION", "LAO", "VNM", "actual"),
    ("Russia sent warships to Syria.", "154", "MOBILIZE", "RUS", "SYR", "actual"),
    ("Myanmar declared a state of emergency.", "1724", "COERCE", "MMR", "MMR", "actual"),
    ("Ghana closed its border with Togo.", "172", "COERCE", "GHA", "TGO", "actual"),
    ("Russian hackers broke into the German parliament's network.", "17", "COERCE", "RUS", "DEU", "actual"),
    ("Liberian police used tear gas against students.", "175", "ASSAULT", "LBR", "LBR", "actual"),
    ("Serb forces were engaged in ethnic cleansing in Bosnia.", "203", "ASSAULT", "SRB", "BIH", "actual"),
    ("Iraqi militants used a Jordanian family as human shields.", "184", "ASSAULT", "IRQ", "JOR", "actual"),
    # not so: denied, hypothetical
    ("Serbia denied that its troops had shelled Croatia.", "194", "ASSAULT", "SRB", "HRV", "denied"),
    ("Iran did not sign the treaty with Iraq.", "057", "SUPPORT", "IRN", "IRQ", "denied"),
    ("If China invaded Vietnam, nobody would be surprised.", "190", "ASSAULT", "CHN", "VNM", "hypothetical"),
]


@pytest.mark.parametrize(
    ("sentence", "cameo", "category", "sources", "targets", "status"), GOLDEN, ids=[g[0][:50] for g in GOLDEN]
)
def test_a_sentence_is_coded_as_an_expert_codes_it(sentence, cameo, category, sources, targets, status):
    event = main_event(sentence)
    assert event is not None
    found = (event.cameo, event.category, countries(event.sources), countries(event.targets), event.status.value)
    assert found == (event.cameo if str(event.cameo).startswith(cameo) else cameo, category, sources, targets, status)


NOTHING = [
    "We visited Japan last summer and loved the food.",
    "My Norwegian cat attacked the sofa again.",
    "I agreed to meet Susan for lunch tomorrow.",
    "The Italian restaurant on the corner refused to serve us.",
    "Please call me when you have signed the agreement.",
    "Germany lies between France and Poland.",
    "Trains in Switzerland are always on time.",
    "You should demand a refund from the French bakery.",
    "Rice is the main food of Bangladesh.",
    "Most people visit Spain every summer.",
    "The Thai soup was a real riot of flavours.",
    "They threatened to cancel our booking.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_sentence_of_everyday_life_holds_no_event(sentence):
    assert events_of(sentence) == ()
