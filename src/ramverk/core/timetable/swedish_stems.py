"""Stems that budget timetables are made of, known with their å, ä and ö; used to mend text that lost them."""

STEMS: tuple[str, ...] = tuple(
    """
nämnd förvaltning fullmäktig måndag lördag söndag månad månads förslag förutsättning ställ följ förhandl inlämn
lämna lämnas lämnar överlämn överlägg sammanträd ärende årsredovisning årshjul årlig årets delår halvår år åren året
årsbokslut höst våren vår måndagen vårproposition höstproposition möte möten mötet mål måldag målen måltal målbild
område områden investeringsförslag ordförande presidieträff fördel fördela fördelning förändring förändringar
föreslå föreslår föregå fördjupning förankr förtroendevald förening företrädare först första före för förd förs
förskol äldre äldreomsorg äskande äga äger även ändring ändra är ägar översikt översyn övrig övriga över
överenskommelse öppna och på från så då gå får står når går råd rådet åtgärd åtagande återkoppl återrapport
återremiss både nästa nästkommande närvar när väsentlig väsentlighet läge läget lägger läggs lägg läng länge värld
omvärld omvärldsanalys invärld befolkning skatteväxling medborgar beställ bestäm beslutsförslag uppfölj följa
genomför inför införa därefter därmed där däremot härefter senast kväll förmiddag eftermiddag klockslag påsk påsklov
höstlov sportlov jullov midsommar årsskifte månadsskifte självkostnad självfinansier skäl underlättar stöd stödja
ekonomistöd verksamhetsstöd lokalförsörjning personalförsörjning lönebildning löne lön löner köp sälj åt åtgång må
böra bör börja börjar början hör höra hörs rör gör göra görs gjort möjlig möjlighet nöd själv själva genomgång gång
gånger hålls håller hålla två tvåårs tillgång tillgänglig tillämp räken räkenskap räkna räknas beräkn avräkn omräkn
beräknad räntor ränta ränteläge läs läsa läser sätt sätter översätt sätta fastställ fastställer fastställs
fastställa fullfölj fortsätt fortsätter ersätt ersättare ersättning bedöm bedömning bedöms avstämning stämning stäm
bestämm träff träffas träffar lägesrapport kommunalråd budgetråd oppositionsråd kommundirektör förbund bolagsstämma
stämma stämm hänsyn hänvisning händer händelse märk anmärkning inkl väg vägs väger väljer val nyvalda välfärd
välfärds tjänste tjänstemän berörd berörda tjänstepersoner tjänsteskrivelse tjänster sekretär kör kördag öre sjö ö å
någon något några sådan således åk dåvarande nivå nivåer målnivå målnivåer språk sårbar våra vårt vårbudget
preliminär preliminära preliminärt ordinär extraordinär primär bebyggelse bygg byggnadsnämnd miljönämnd socialnämnd
skolnämnd kulturnämnd fritidsnämnd valnämnd överförmyndare överförmyndarnämnd räddningstjänst gemensam årsplan
årsbudget flerårsplan flerårs treårs halvårs helårs kvartals Åland Ånge Åre Åmål Åstorp Älmhult Älvdalen Älvkarleby
Ängelholm Öckerö Ödeshög Örebro Örkelljunga Örnsköldsvik Östersund Österåker Östhammar Östra Göinge Malmö Borås
Luleå Umeå Skellefteå Piteå Växjö Jönköping Norrköping Linköping Köping Nyköping Göteborg Gävle Västerås Södertälje
Härnösand Sölvesborg Gällivare Överkalix Övertorneå Västervik Trollhättan Västra Södermanland Västmanland
Östergötland Jämtland Härjedalen Värmland Skåne Gnosjö Tranås Åbo Borgå Vörå Närpes Jakobstad Mariehamn Kimitoön
Pargas Esbo Kyrkslätt Korsnäs Kristinestad Nykarleby Pedersöre Raseborg Sibbo pågå pågår pågående framåt samråd
lägga tillståndsnämnd måluppfyllelse måluppföljning ägardirektiv koncernöverläggning justeringsdag anmäl anmälan
anslå anslås meddelar återstående därpå fråga frågor
""".split()
)
