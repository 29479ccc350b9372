"""Place names in datelines: Indonesian provinces and cities, and cities abroad.

Not complete: datelines with a dash are recognised without it. Needed where a colon or no dash
follows (`Liputan6.com, Kuala Lumpur Pemerintah ...`).
"""

_NAMES = """
aceh; banda aceh; lhokseumawe; langsa; sabang; meulaboh; sumatera utara; medan; binjai;
pematangsiantar; deli serdang; sumatera barat; padang; bukittinggi; payakumbuh; pariaman; riau;
pekanbaru; dumai; kepulauan riau; batam; tanjungpinang; bintan; karimun; natuna; jambi; sungai
penuh; sumatera selatan; palembang; lubuklinggau; prabumulih; bengkulu; lampung; bandar lampung;
metro; bangka belitung; pangkalpinang; belitung; banten; serang; cilegon; lebak; pandeglang;
tangerang; tangerang selatan; jakarta; jakarta pusat; jakarta selatan; jakarta utara; jakarta
barat; jakarta timur; kepulauan seribu; jawa barat; bandung; bandung barat; bogor; depok; bekasi;
cimahi; cirebon; sukabumi; tasikmalaya; garut; sumedang; majalengka; kuningan; indramayu; subang;
purwakarta; karawang; cianjur; ciamis; banjar; pangandaran; jawa tengah; semarang; solo;
surakarta; magelang; pekalongan; tegal; salatiga; kudus; jepara; demak; pati; rembang; blora;
grobogan; boyolali; klaten; sukoharjo; wonogiri; karanganyar; sragen; temanggung; wonosobo;
purworejo; kebumen; banyumas; purwokerto; purbalingga; banjarnegara; cilacap; brebes; pemalang;
batang; kendal; yogyakarta; sleman; bantul; kulon progo; gunungkidul; gunung kidul; jawa timur;
surabaya; sidoarjo; gresik; malang; batu; kediri; blitar; madiun; mojokerto; pasuruan;
probolinggo; jember; banyuwangi; bondowoso; situbondo; lumajang; tulungagung; trenggalek;
ponorogo; pacitan; ngawi; magetan; nganjuk; jombang; lamongan; tuban; bojonegoro; bangkalan;
sampang; pamekasan; sumenep; bali; denpasar; badung; gianyar; tabanan; buleleng; singaraja;
klungkung; karangasem; bangli; jembrana; kuta; nusa dua; ntb; mataram; lombok; bima; sumbawa; ntt;
kupang; ende; maumere; labuan bajo; flores; kalimantan barat; pontianak; singkawang; kalimantan
tengah; palangka raya; palangkaraya; kalimantan selatan; banjarmasin; banjarbaru; martapura;
kalimantan timur; samarinda; balikpapan; bontang; kutai kartanegara; penajam paser utara;
nusantara; kalimantan utara; tarakan; tanjung selor; nunukan; sulawesi utara; manado; bitung;
tomohon; gorontalo; sulawesi tengah; palu; poso; morowali; sulawesi barat; mamuju; majene;
sulawesi selatan; makassar; parepare; palopo; gowa; maros; bone; sulawesi tenggara; kendari;
baubau; kolaka; maluku; ambon; tual; maluku utara; ternate; tidore; sofifi; papua; jayapura;
sentani; wamena; merauke; timika; nabire; biak; papua barat; manokwari; sorong; fakfak; singapura;
kuala lumpur; bangkok; manila; hanoi; phnom penh; vientiane; naypyidaw; yangon; bandar seri
begawan; dili; beijing; shanghai; hong kong; taipei; tokyo; osaka; seoul; pyongyang; new delhi;
mumbai; dhaka; kolombo; islamabad; karachi; kabul; teheran; baghdad; damaskus; beirut; amman;
yerusalem; tel aviv; gaza; ramallah; riyadh; jeddah; makkah; mekkah; mekah; madinah; doha; dubai;
abu dhabi; kuwait; manama; muscat; sanaa; ankara; istanbul; kairo; tripoli; tunis; aljir; rabat;
khartoum; nairobi; addis ababa; pretoria; johannesburg; cape town; lagos; abuja; moskow; kiev;
kyiv; minsk; warsawa; berlin; muenchen; frankfurt; paris; london; manchester; liverpool; dublin;
madrid; barcelona; lisbon; roma; milan; turin; vatikan; wina; jenewa; zurich; brussel; amsterdam;
den haag; kopenhagen; oslo; stockholm; helsinki; athena; budapest; praha; washington; washington
dc; new york; los angeles; san francisco; chicago; miami; boston; seattle; ottawa; toronto;
vancouver; mexico city; havana; caracas; bogota; lima; brasilia; rio de janeiro; sao paulo; buenos
aires; santiago; canberra; sydney; melbourne; brisbane; perth; wellington; auckland; port moresby;
nasional
"""

PLACES: frozenset[str] = frozenset(" ".join(name.split()) for name in _NAMES.split(";"))
