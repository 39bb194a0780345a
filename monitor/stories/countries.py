"""What states are called in the languages we read, without endings (CLDR); made by bench/countries.py."""

COUNTRIES = """
AD: andor, andorr, андорр, アンドラ, 安道尔, 安道爾, 안도라
AE: оаэ, アラブ首長国連邦, 阿拉伯联合酋长国, 阿拉伯聯合大公國, 아랍에미리트
AF: afeganist, afganistan, afganistán, afghanistan, afghánistán, афганистан, афганістан, アフガニスタン, 阿富汗,
AF: 아프가니스탄
AG: antigua-et-barbuda, アンティグア・バーブーダ, 安地卡及巴布達, 安提瓜和巴布达, 앤티가 바부다
AL: alban, albanien, albán, albân, албан, アルバニア, 阿尔巴尼亚, 阿爾巴尼亞, 알바니아
AM: armen, armenien, armén, armên, армен, вірмен, アルメニア, 亚美尼亚, 亞美尼亞, 아르메니아
AO: angol, ангол, アンゴラ, 安哥拉, 앙골라
AR: argentin, argentinien, argentyn, аргентин, アルゼンチン, 阿根廷, 아르헨티나
AT: austr, autrich, rakousk, áustr, österreich, австр, オーストリア, 奥地利, 奧地利, 오스트리아
AU: austral, australien, austrál, австрал, オーストラリア, 澳大利亚, 澳洲, 오스트레일리아
AZ: aserbaidschan, azerbaigian, azerbaij, azerbaijan, azerbaiyán, azerbaïdjan, azerbejdżan, ázerbájdžán, азербайджан,
AZ: アゼルバイジャン, 亞塞拜然, 阿塞拜疆, 아제르바이잔
BA: bosnie-herzégovine, ボスニア・ヘルツェゴビナ, 波士尼亞與赫塞哥維納, 波斯尼亚和黑塞哥维那, 보스니아 헤르체고비나
BB: barbad, barbados, барбадос, バルバドス, 巴巴多斯, 巴貝多, 바베이도스
BD: bangladesch, bangladesh, bangladesz, bangladés, bangladéš, бангладеш, バングラデシュ, 孟加拉, 孟加拉国,
BD: 방글라데시
BE: belg, belgien, belgiq, belgium, bélgic, бельг, ベルギー, 比利时, 比利時, 벨기에
BF: burkina faso, burquina faso, буркина-фасо, буркіна-фасо, ブルキナファソ, 布吉納法索, 布基纳法索, 부르키나파소
BG: bulgar, bulgarien, bulgár, bulharsk, bułgar, болгар, ブルガリア, 保加利亚, 保加利亞, 불가리아
BH: bahrain, bahrajn, bahrein, bahreïn, barein, baréin, бахрейн, バーレーン, 巴林, 바레인
BI: burund, бурунд, ブルンジ, 布隆迪, 蒲隆地, 부룬디
BJ: benin, benín, bénin, бенин, бенін, ベナン, 貝南, 贝宁, 베냉
BN: brun, brunei darussalam, brunej, брун, ブルネイ, 文莱, 汶萊, 브루나이
BO: boliv, bolivien, boliw, bolív, болив, болів, ボリビア, 玻利維亞, 玻利维亚, 볼리비아
BR: brasil, brasilien, brazil, brazyl, brazíl, brésil, бразил, ブラジル, 巴西, 브라질
BS: baham, bahamas, багамські острови, багамы, バハマ, 巴哈馬, 巴哈马, 바하마
BT: bhoutan, bhutan, bhútán, bután, butã, бутан, ブータン, 不丹, 부탄
BW: botsuan, botswan, ботсван, ボツワナ, 博茨瓦纳, 波札那, 보츠와나
BY: belarus, białoruś, bielorrus, bielorrúss, bieloruss, biéloruss, bělorusk, беларус, білорус, ベラルーシ, 白俄罗斯,
BY: 白俄羅斯, 벨라루스
BZ: belic, beliz, белиз, беліз, ベリーズ, 伯利兹, 貝里斯, 벨리즈
CA: canad, kanad, канад, カナダ, 加拿大, 캐나다
CD: congo-kinshasa, kongo-kinshasa, 刚果（金）, 剛果（金夏沙）, 콩고-킨샤사
CF: repubblica centrafricana, republika środkowoafrykańska, república centro-africana, república centroafricana,
CF: république centrafricaine, středoafrická republika, zentralafrikanische republik,
CF: центрально-африканская республика, центральноафриканська республіка, 中央アフリカ共和国, 中非共和国, 中非共和國
CG: cong, congo-brazzaville, kong, kongo-brazzaville, 刚果（布）, 剛果（布拉薩）, 콩고-브라자빌
CH: schweiz, suiss, suiz, suíç, svizzer, switzerland, szwajcar, švýcarsk, швейцар, スイス, 瑞士, 스위스
CI: costa d'avorio, côte d'ivoire, pobřeží slonoviny, кот-д'ивуар, кот-дʼівуар, コートジボワール, 科特迪瓦, 象牙海岸,
CI: 코트디부아르
CL: chil, cile, чили, чилі, チリ, 智利, 칠레
CM: camarões, cameroon, cameroun, camerun, camerún, kamerun, камерун, カメルーン, 喀麥隆, 喀麦隆, 카메룬
CN: chin, cina, čína, кита, 中国, 中國, 중국
CO: colomb, colômb, kolumb, kolumbien, колумб, コロンビア, 哥伦比亚, 哥倫比亞, 콜롬비아
CR: costa rica, kostarik, kostaryk, коста-рика, コスタリカ, 哥斯大黎加, 哥斯达黎加, 코스타리카
CU: cuba, kuba, куба, キューバ, 古巴, 쿠바
CV: cabo verde, cap-vert, cape verde, capo verde, kapverd, кабо-верде, カーボベルデ, 佛得角, 維德角, 카보베르데
CY: chipr, chypr, cipr, cypr, cyprus, kypr, zypern, кипр, кіпр, キプロス, 塞浦路斯, 賽普勒斯, 키프로스
CZ: cech, cheq, czech, tchéq, tschechien, česk, чехи, чехі, チェコ, 捷克, 체코
DE: aleman, alemanh, allemagn, deutschland, german, niemc, německ, герман, німеччин, ドイツ, 德国, 德國, 독일
DJ: djibout, djibut, dschibut, dżibut, džibutsk, gibut, yibut, джибут, ジブチ, 吉布地, 吉布提, 지부티
DK: danemark, dani, danimarc, denmark, dinamarc, dánsk, dänemark, дани, дані, デンマーク, 丹麥, 丹麦, 덴마크
DM: dominic, dominik, dominiq, доминик, домінік, ドミニカ国, 多米尼克, 도미니카
DO: dominican republic, dominikan, dominikanische republik, dominikánská republika, repubblica dominicana,
DO: república dominicana, république dominicaine, доминиканская республика, домініканська республіка, ドミニカ共和国,
DO: 多明尼加共和國, 多米尼加共和国, 도미니카 공화국
DZ: alger, algerien, algier, algér, alžírsk, argel, argél, алжир, アルジェリア, 阿尔及利亚, 阿爾及利亞, 알제리
EC: ecuador, ekvádor, ekwador, equador, équateur, еквадор, эквадор, エクアドル, 厄瓜多, 厄瓜多尔, 에콰도르
EE: estland, eston, estonsk, estôn, естон, эстон, エストニア, 愛沙尼亞, 爱沙尼亚, 에스토니아
EG: egipt, egit, egitt, egypt, ägypten, égypt, египет, єгипет, エジプト, 埃及, 이집트
EH: saara ocidental, sahara occidental, sahara occidentale, sahara zachodnia, sáhara occidental, western sahara,
EH: westsahar, západní sahara, западная сахара, західна сахара, 西サハラ, 西撒哈拉, 서사하라
ER: eritr, erytr, érythr, еритр, эритр, エリトリア, 厄利垂亞, 厄立特里亚, 에리트리아
ES: espagn, espanh, españ, hiszpan, spagn, spain, spanien, španělsk, испан, іспан, スペイン, 西班牙, 스페인
ET: ethiop, etiop, etióp, äthiopien, éthiop, ефіоп, эфиоп, エチオピア, 埃塞俄比亚, 衣索比亞, 에티오피아
EU: eu, european union, europäische union, evropská unie, ue, unia europejska, union européenne, unione europea,
EU: união europeia, unión europea, европейский союз, ес, європейський союз, єс, 欧州連合, 欧盟, 歐盟, 유럽 연합
FI: finland, finlând, finnland, finsk, финлянд, фінлянд, フィンランド, 芬兰, 芬蘭, 핀란드
FJ: fidj, fidsch, fidż, fidž, figi, fiji, fiyi, фидж, фідж, フィジー, 斐济, 斐濟, 피지
FM: micrones, micronés, mikronesien, mikronezj, mikronés, мікронез, ミクロネシア連邦, 密克罗尼西亚, 密克羅尼西亞,
FM: 미크로네시아
FR: franc, francj, frankreich, franç, франц, フランス, 法国, 法國, 프랑스
GA: gabon, gabun, gabã, gabón, габон, ガボン, 加彭, 加蓬, 가봉
GB: britain, großbritannien, regno unito, reino unido, royaume-uni, spojené království, uk, united kingdom,
GB: vereinigtes königreich, wielka brytania, британ, велика британія, великобритан, イギリス, 英国, 英國, 영국
GD: granad, grenad, гренад, グレナダ, 格林纳达, 格瑞那達, 그레나다
GE: georg, georgien, geórg, gruz, gruzj, géorg, груз, ジョージア, 喬治亞, 格鲁吉亚, 조지아
GH: gana, ghan, гана, ガーナ, 加纳, 迦納, 가나
GL: greenland, grenland, groenland, groenlând, grónsk, grönland, гренланд, グリーンランド, 格陵兰, 格陵蘭, 그린란드
GM: gamb, gâmb, гамб, ガンビア, 冈比亚, 甘比亞, 감비아
GN: guin, gwin, гвин, гвін, ギニア, 几内亚, 幾內亞, 기니
GQ: equatorial guinea, guinea ecuatorial, guinea equatoriale, guiné equatorial, guinée équatoriale, gwinea równikowa,
GQ: rovníková guinea, äquatorialguin, екваторіальна гвінея, экваториальная гвинея, 赤道ギニア, 赤道几内亚, 赤道幾內亞,
GQ: 적도 기니
GR: grec, grecj, greec, griechenland, grèc, gréc, řeck, грец, ギリシャ, 希腊, 希臘, 그리스
GT: guatemal, gwatemal, гватемал, グアテマラ, 危地马拉, 瓜地馬拉, 과테말라
GW: guinea-bissau, guinea-bisáu, guiné-bissau, guinée-bissau, gwinea bissau, гвинея-бисау, гвінея-бісау, ギニアビサウ,
GW: 几内亚比绍, 幾內亞比索, 기니비사우
GY: guian, gujan, guyan, гайан, гаян, ガイアナ, 圭亚那, 蓋亞那, 가이아나
HK: sonderverwaltungsregion hongkong, 中国香港特别行政区, 中國香港特別行政區, 中華人民共和国香港特別行政区
HN: honduras, гондурас, ホンジュラス, 宏都拉斯, 洪都拉斯, 온두라스
HR: chorvatsk, chorwacj, croac, croat, croaz, croác, kroatien, хорват, クロアチア, 克罗地亚, 克羅埃西亞, 크로아티아
HT: hait, haït, гаит, гаїт, ハイチ, 海地, 아이티
HU: hongr, hungar, hungr, maďarsk, ungarn, ungher, węgr, венгр, угорщин, ハンガリー, 匈牙利, 헝가리
ID: indones, indonesien, indonezj, indonés, индонез, індонез, インドネシア, 印尼, 印度尼西亚, 인도네시아
IE: ireland, irland, irsk, ирланд, ірланд, アイルランド, 愛爾蘭, 爱尔兰, 아일랜드
IL: israel, israël, izrael, израил, ізраїл, イスラエル, 以色列, 이스라엘
IN: inde, indi, indien, índi, инди, інді, インド, 印度, 인도
IQ: irak, iraq, irák, ирак, ірак, イラク, 伊拉克, 이라크
IR: iran, irán, irã, írán, иран, іран, イラン, 伊朗, 이란
IS: iceland, island, islând, исланд, ісланд, アイスランド, 冰岛, 冰島, 아이슬란드
IT: ital, italien, itál, włoch, итал, італ, イタリア, 意大利, 義大利, 이탈리아
JM: giamaic, jamaic, jamaik, jamajk, jamaïq, ямайк, ジャマイカ, 牙买加, 牙買加, 자메이카
JO: giordan, jordan, jordanien, jordánsk, jordân, иордан, йордан, ヨルダン, 約旦, 约旦, 요르단
JP: giappon, japan, japon, japonsk, japã, japón, япон, 日本, 일본
KE: keni, keny, keňa, quên, кени, кені, ケニア, 肯亞, 肯尼亚, 케냐
KG: kirghizistan, kirghizstan, kirgisistan, kirgistan, kirguistán, kyrgyzstan, kyrgyzstán, quirguist, киргиз,
KG: киргизстан, キルギス, 吉尔吉斯斯坦, 吉爾吉斯, 키르기스스탄
KH: camb, cambod, cambodg, cambog, camboj, kambodsch, kambodż, kambodž, камбодж, カンボジア, 柬埔寨, 캄보디아
KI: kiribat, quiribat, кирибат, кірибат, キリバス, 吉里巴斯, 基里巴斯, 키리바시
KM: comor, comoras, comores, comoros, komor, komoren, комор, коморы, コモロ, 科摩罗, 葛摩, 코모로
KN: saint-christophe-et-niévès, セントクリストファー・ネーヴィス, 圣基茨和尼维斯, 聖克里斯多福及尼維斯,
KN: 세인트키츠 네비스
KP: korea północna, nordkor, north korea, severní korea, кндр, північна корея, 北朝鮮, 北韓, 朝鲜, 북한
KR: jižní korea, korea południowa, south korea, südkor, південна корея, республика корея, 南韓, 韓国, 韩国, 대한민국,
KR: 한국
KW: koweït, kuvajt, kuwait, kuwejt, кувейт, クウェート, 科威特, 쿠웨이트
KZ: cazaquist, kasachstan, kazachstan, kazachstán, kazajistán, kazakhstan, kazakistan, казахстан, カザフスタン,
KZ: 哈萨克斯坦, 哈薩克, 카자흐스탄
LA: laos, лаос, ラオス, 寮國, 老挝, 라오스
LB: lebanon, liban, libanon, líban, ливан, ліван, レバノン, 黎巴嫩, 레바논
LC: saint lucia, sainte-lucie, santa lucía, santa lúcia, st. lucia, svatá lucie, сент-люсия, сент-люсія, セントルシア,
LC: 圣卢西亚, 聖露西亞, 세인트루시아
LI: lichtenštejnsk, liechtenstein, лихтенштейн, ліхтенштейн, リヒテンシュタイン, 列支敦士登, 列支敦斯登, 리히텐슈타인
LK: sri lanka, srí lanka, шри-ланка, шрі-ланка, スリランカ, 斯里兰卡, 斯里蘭卡, 스리랑카
LR: liber, libér, либер, лібер, リベリア, 利比里亚, 賴比瑞亞, 라이베리아
LS: lesot, lesoth, лесот, レソト, 莱索托, 賴索托, 레소토
LT: litauen, lithuan, lituan, lituân, litv, litw, литв, リトアニア, 立陶宛, 리투아니아
LU: lucembursk, luksemburg, lussemburg, luxembourg, luxemburg, люксембург, ルクセンブルク, 卢森堡, 盧森堡, 룩셈부르크
LV: latv, leton, lettland, letton, letôn, lotyšsk, łotw, латв, ラトビア, 拉脫維亞, 拉脱维亚, 라트비아
LY: libi, liby, libyen, líbi, ливи, ліві, リビア, 利比亚, 利比亞, 리비아
MA: maroc, marocc, marok, marokk, marrocos, marruecos, morocc, марокк, モロッコ, 摩洛哥, 모로코
MC: monac, monak, mónac, mônac, монак, モナコ, 摩納哥, 摩纳哥, 모나코
MD: moldav, moldavsk, moldov, moldáv, mołdaw, republik moldau, молдов, モルドバ, 摩尔多瓦, 摩爾多瓦, 몰도바
ME: czarnogór, montenegr, monténégr, černá hora, черногор, чорногор, モンテネグロ, 蒙特內哥羅, 黑山, 몬테네그로
MG: madagascar, madagaskar, мадагаскар, マダガスカル, 馬達加斯加, 马达加斯加, 마다가스카르
MH: ilhas marshall, islas marshall, isole marshall, marshall islands, marshallinseln, marshallovy ostrovy,
MH: wyspy marshalla, îles marshall, маршалловы о-ва, маршаллові острови, マーシャル諸島, 馬紹爾群島, 马绍尔群岛,
MH: 마셜 제도
MK: macedonia północna, nordmazedonien, north macedonia, severní makedonie, північна македонія, северная македония,
MK: 北マケドニア, 北馬其頓, 北马其顿, 북마케도니아
ML: mali, мали, малі, マリ, 馬利, 马里, 말리
MM: myanmar, 緬甸, 缅甸, 미얀마
MN: mongol, mongolsk, mongól, монгол, モンゴル, 蒙古, 몽골
MR: mauretan, mauretanien, mauritan, mauritán, mauritân, мавритан, モーリタニア, 毛里塔尼亚, 茅利塔尼亞, 모리타니
MT: malt, мальт, マルタ, 馬爾他, 马耳他, 몰타
MU: mauric, mauricius, mauritius, mauríc, маврик, モーリシャス, 模里西斯, 毛里求斯, 모리셔스
MV: maldiv, maldivas, maldives, malediv, malediven, malediw, мальдивы, мальдів, モルディブ, 馬爾地夫, 马尔代夫,
MV: 몰디브
MW: mala, malaw, малав, マラウイ, 馬拉威, 马拉维, 말라위
MX: meksyk, messic, mexic, mexik, mexiq, méxic, мексик, メキシコ, 墨西哥, 멕시코
MY: malais, malajs, malas, malays, malezj, malás, малайз, マレーシア, 馬來西亞, 马来西亚, 말레이시아
MZ: mosambik, mozambic, mozambik, mozambiq, moçambiq, мозамбик, мозамбік, モザンビーク, 莫三比克, 莫桑比克, 모잠비크
NA: namib, namíb, намиб, наміб, ナミビア, 納米比亞, 纳米比亚, 나미비아
NE: niger, níger, нигер, нігер, ニジェール, 尼日, 尼日尔, 니제르
NG: nigeria, nigér, нигерия, нігерія, ナイジェリア, 奈及利亞, 尼日利亚, 나이지리아
NI: nicarag, nicarág, nikarag, никараг, нікараг, ニカラグア, 尼加拉瓜, 니카라과
NL: holand, netherlands, niederland, nizozemsk, paesi bassi, pays-bas, países baixos, países bajos, нидерланды,
NL: нідерланд, オランダ, 荷兰, 荷蘭, 네덜란드
NO: norsk, norueg, norveg, norvèg, norw, norweg, norwegen, норвег, ノルウェー, 挪威, 노르웨이
NP: nepal, nepál, népal, непал, ネパール, 尼泊尔, 尼泊爾, 네팔
NR: naur, наур, ナウル, 瑙鲁, 諾魯, 나우루
NZ: neuseeland, new zealand, nouvelle-zélande, nova zelândia, nový zéland, nowa zelandia, nueva zelanda,
NZ: nuova zelanda, нова зеландія, новая зеландия, ニュージーランド, 新西兰, 紐西蘭, 뉴질랜드
OM: oman, omán, omã, оман, オマーン, 阿曼, 오만
PA: panam, панам, パナマ, 巴拿馬, 巴拿马, 파나마
PE: peru, perù, perú, péro, перу, ペルー, 秘魯, 秘鲁, 페루
PG: papouasie-nouvelle-guinée, papua-neuguinea, papua-nova guiné, papua-nová guinea, papua-nowa gwinea,
PG: папуа-нова гвінея, パプアニューギニア, 巴布亚新几内亚, 巴布亞紐幾內亞, 파푸아뉴기니
PH: filipin, filipinas, filippin, filipín, philippinen, philippines, филиппины, філіппін, フィリピン, 菲律宾, 菲律賓,
PH: 필리핀
PK: pakistan, pakistán, paquist, pákistán, пакистан, パキスタン, 巴基斯坦, 파키스탄
PL: poland, polen, pologn, polon, polsk, polôn, польш, польщ, ポーランド, 波兰, 波蘭, 폴란드
PR: porto rico, portoric, portorik, portoryk, puerto rico, пуерто-рико, пуэрто-рико, プエルトリコ, 波多黎各,
PR: 푸에르토리코
PS: palestinian territories, palestinská území, palästinensische autonomiegebiete, territoires palestiniens,
PS: territori palestinesi, territorios palestinos, territórios palestinos, terytoria palestyńskie,
PS: палестинские территории, палестинські території, パレスチナ自治区, 巴勒斯坦自治區, 巴勒斯坦领土, 팔레스타인 지구
PT: portogall, portugal, portugalsk, португал, ポルトガル, 葡萄牙, 포르투갈
PW: pala, palaos, пала, パラオ, 帕劳, 帛琉, 팔라우
PY: parag, paragwaj, парагв, パラグアイ, 巴拉圭, 파라과이
QA: catar, katar, qatar, катар, カタール, 卡塔尔, 卡達, 카타르
RO: roman, romên, rouman, ruman, rumun, rumunsk, rumänien, румун, румын, ルーマニア, 罗马尼亚, 羅馬尼亞, 루마니아
RS: serb, serbien, srbsk, sérv, серб, セルビア, 塞尔维亚, 塞爾維亞, 세르비아
RU: rosj, rusi, rusk, russ, russland, rúss, росс, росі, ロシア, 俄罗斯, 俄羅斯, 러시아
RW: ruand, rwand, руанд, ルワンダ, 卢旺达, 盧安達, 르완다
SA: arabia saudita, arabia saudyjska, arabia saudí, arabie saoudite, arábia saudita, saudi arabia, saudi-arabien,
SA: saúdská arábie, саудовская аравия, саудівська аравія, サウジアラビア, 沙烏地阿拉伯, 沙特阿拉伯, 사우디아라비아
SB: ilhas salomão, islas salomón, isole salomone, salomonen, solomon islands, wyspy salomona, îles salomon,
SB: šalamounovy ostrovy, соломоновы о-ва, соломонові острови, ソロモン諸島, 所罗门群岛, 索羅門群島, 솔로몬 제도
SC: seicheles, seszel, seychel, seychellen, seychelles, сейшельские о-ва, сейшельські острови, セーシェル, 塞席爾,
SC: 塞舌尔, 세이셸
SD: soudan, sudan, sudán, sudã, súdán, судан, スーダン, 苏丹, 蘇丹, 수단
SE: schweden, suec, suèd, suéc, svez, sweden, szwecj, švédsk, швец, スウェーデン, 瑞典, 스웨덴
SG: singapor, singapour, singapur, сингапур, сінгапур, シンガポール, 新加坡, 싱가포르
SI: esloven, eslovên, sloven, slovinsk, slovén, slowenien, słowen, словен, スロベニア, 斯洛文尼亚, 斯洛維尼亞,
SI: 슬로베니아
SK: eslovaq, eslováq, slovacch, slovak, slovaq, slovensk, slowak, słowacj, словак, словаччин, スロバキア, 斯洛伐克,
SK: 슬로바키아
SL: serra leoa, sierra leona, sierra leone, сьерра-леоне, сьєрра-леоне, シエラレオネ, 塞拉利昂, 獅子山, 시에라리온
SM: saint-marin, san marino, сан-марино, サンマリノ, 圣马力诺, 聖馬利諾, 산마리노
SN: senegal, sénégal, сенегал, セネガル, 塞內加爾, 塞内加尔, 세네갈
SO: somal, somál, somálsk, сомал, ソマリア, 索馬利亞, 索马里, 소말리아
SR: surinam, суринам, スリナム, 苏里南, 蘇利南, 수리남
SS: jižní súdán, south sudan, sud sudan, sudan południowy, südsudan, південний судан, южный судан, 南スーダン, 南苏丹,
SS: 南蘇丹, 남수단
ST: sao tomé-et-principe, サントメ・プリンシペ, 圣多美和普林西比, 聖多美普林西比, 상투메 프린시페
SV: el salvador, salvador, salwador, сальвадор, エルサルバドル, 萨尔瓦多, 薩爾瓦多, 엘살바도르
SY: siri, syri, syrien, síri, sýri, сири, сирі, シリア, 叙利亚, 敘利亞, 시리아
SZ: essuatín, esuatin, eswatin, есватін, эсватин, エスワティニ, 史瓦帝尼, 斯威士兰, 에스와티니
TD: chad, ciad, czad, tchad, tschad, čad, чад, チャド, 乍得, 查德, 차드
TG: togo, того, トーゴ, 多哥, 토고
TH: tailand, tailând, tajland, thailand, thajsk, thaïland, таиланд, таїланд, タイ, 泰国, 泰國, 태국
TJ: tadjikistan, tadjiquist, tadschikistan, tadżykistan, tagikistan, tajikistan, tayikistán, tádžikistán, таджикистан,
TJ: タジキスタン, 塔吉克, 塔吉克斯坦, 타지키스탄
TL: timor est, timor oriental, timor wschodni, timor-leste, východní timor, восточный тимор, тимор-лешті, 东帝汶,
TL: 東ティモール, 東帝汶, 동티모르
TM: turcomenist, turkmenistan, turkmenistán, turkménistan, туркменистан, туркменістан, トルクメニスタン, 土库曼斯坦,
TM: 土庫曼, 투르크메니스탄
TN: tunesien, tunezj, tunis, tunisk, tunís, túnez, тунис, туніс, チュニジア, 突尼斯, 突尼西亞, 튀니지
TO: tong, тонг, トンガ, 東加, 汤加, 통가
TR: turch, turcj, tureck, turq, türk, туреччин, турц, トルコ, 土耳其, 튀르키예
TT: trinité-et-tobago, トリニダード・トバゴ, 千里達及托巴哥, 特立尼达和多巴哥, 트리니다드 토바고
TV: tuval, тувал, ツバル, 吐瓦魯, 图瓦卢, 투발루
TW: taiwan, taiwán, tajwan, taïwan, tchaj-wan, тайван, 台湾, 台灣, 대만
TZ: tansan, tanzan, tanzân, танзан, タンザニア, 坦尚尼亞, 坦桑尼亚, 탄자니아
UA: ucrain, ucran, ucrân, ukrain, ukrajin, украин, україн, ウクライナ, 乌克兰, 烏克蘭, 우크라이나
UG: ougand, ugand, уганд, ウガンダ, 乌干达, 烏干達, 우간다
US: ee.uu, estados unidos, spojené státy, stany zjednoczone, stati uniti, u.s, united states, us, usa,
US: vereinigte staaten, états-unis, америк, соединенные штаты, сполучені штати, сша, アメリカ, アメリカ合衆国, 米国,
US: 美国, 美國, 미국
UY: urug, urugwaj, уругв, ウルグアイ, 乌拉圭, 烏拉圭, 우루과이
UZ: ouzbékistan, usbekistan, uzbekistan, uzbekistán, uzbequist, узбекистан, ウズベキスタン, 乌兹别克斯坦, 烏茲別克,
UZ: 우즈베키스탄
VA: vatican city, vatikanstadt, vatikán, watykan, ватикан, バチカン市国, 梵蒂冈, 梵蒂岡, 바티칸 시국
VC: saint-vincent-et-les grenadines, セントビンセント及びグレナディーン諸島, 圣文森特和格林纳丁斯, 聖文森及格瑞那丁,
VC: 세인트빈센트그레나딘
VE: venezuel, wenezuel, венесуел, венесуэл, ベネズエラ, 委內瑞拉, 委内瑞拉, 베네수엘라
VN: vietn, vietnam, viêt nam, wietnam, вʼєтнам, вьетнам, ベトナム, 越南, 베트남
VU: vanuat, вануат, バヌアツ, 瓦努阿图, 萬那杜, 바누아투
WS: samo, само, サモア, 萨摩亚, 薩摩亞, 사모아
XK: kosov, kosow, косов, コソボ, 科索沃, 코소보
YE: iêmen, jemen, yemen, yémen, йемен, ємен, イエメン, 也门, 葉門, 예멘
ZA: jihoafrická republika, south africa, sudafric, sudáfric, südafrik, південно-африканська республіка,
ZA: южно-африканская республика, 南アフリカ, 南非, 남아프리카
ZM: samb, zamb, zâmb, замб, ザンビア, 尚比亞, 赞比亚, 잠비아
ZW: simbabw, zimbab, zimbabw, zimbáb, зимбабв, зімбабв, ジンバブエ, 津巴布韦, 辛巴威, 짐바브웨
"""
