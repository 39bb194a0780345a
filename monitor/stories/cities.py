"""What large cities are called in the languages we read, without endings (CLDR); made by bench/countries.py."""

CITIES = """
AE: dubai, dubaj, dubaï, dubái, дуба, ドバイ, 杜拜, 迪拜, 두바이
AF: cabul, kaboul, kabul, kábul, кабул, カブール, 喀布尔, 喀布爾, 카불
AM: erevan, ereván, eriwan, erywań, jerevan, yerevan, ереван, єреван, エレバン, 埃里温, 葉里溫, 예레반
AT: viena, vienn, vídeň, wiedeń, wien, вена, віден, ウィーン, 維也納, 维也纳, 비엔나
AU: brisban, canberr, melbourn, sydne, sídne, брисбен, брісбен, канберр, мельбурн, перт, сидн, сідн, キャンベラ,
AU: シドニー, パース, ブリスベン, メルボルン, 伯斯, 堪培拉, 墨尔本, 墨爾本, 布利斯班, 布里斯班, 悉尼, 珀斯, 雪梨,
AU: 멜버른, 브리스베인, 시드니, 캔버라, 퍼스
AZ: bakou, baku, bakú, баку, バクー, 巴库, 巴庫, 바쿠
BA: sarajev, sarajew, сараев, сараєв, サラエボ, 塞拉耶佛, 萨拉热窝, 사라예보
BD: daca, dacca, dhaka, dháka, дакк, ダッカ, 达卡, 達卡, 다카
BE: bruksel, brusel, bruselas, brussels, bruxelas, bruxelles, brüssel, брюссел, ブリュッセル, 布魯塞爾, 布鲁塞尔,
BE: 브뤼셀
BG: sofia, sofie, sofía, sófia, софи, софі, ソフィア, 索菲亞, 索非亚, 소피아
BO: la paz, ла-пас, ラパス, 拉巴斯, 라파스
BR: brasíl, san paolo, sao paulo, são paulo, сан-паулу, サンパウロ, ブラジリア, 圣保罗, 巴西利亚, 聖保羅, 브라질리아,
BR: 상파울루
BY: minsk, mińsk, минск, мінськ, ミンスク, 明斯克, 민스크
CA: ottaw, toront, vancouver, ванкувер, оттав, торонт, トロント, バンクーバー, 多伦多, 多倫多, 渥太华, 温哥华, 溫哥華,
CA: 벤쿠버, 오타와, 토론토
CD: kinshas, kinszas, киншас, кіншас, キンシャサ, 金夏沙, 金沙萨, 킨샤사
CH: curych, zurich, zurig, zuriq, zurych, zúrich, zürich, цюрих, цюріх, チューリッヒ, 苏黎世, 蘇黎世, 취리히
CN: beijing, pechin, pekin, peking, pekín, pequim, shangh, szanghaj, xanga, šanghaj, пекин, пекін, шанх, 上海, 北京,
CN: 베이징, 상하이
CO: bogot, богот, боґот, ボゴタ, 波哥大, 보고타
CU: havan, havann, hawan, l'avana, la habana, la havane, гаван, ハバナ, 哈瓦那, 하바나
CZ: prag, praga, pragu, praha, праг, プラハ, 布拉格, 프라하
DE: berlim, berlin, berlín, берлин, берлін, ベルリン, 柏林, 베를린
DK: copenaghen, copenhag, copenhagen, kodaň, kopenhag, kopenhagen, копенгаген, コペンハーゲン, 哥本哈根, 코펜하겐
DZ: algiers, alžír, アルジェ, 阿尔及尔, 阿爾及爾, 알제
EE: tallin, tallinn, таллин, таллінн, タリン, 塔林, 탈린
EG: cairo, el cairo, il cairo, kair, kairo, káhir, le caire, каир, каїр, カイロ, 开罗, 開羅, 카이로
ES: madri, madrid, madryt, мадрид, マドリード, 馬德里, 马德里, 마드리드
ET: addis ababa, addis abeba, addis-abeba, adis abeba, adís abeba, аддис-абеба, アジスアベバ, 亚的斯亚贝巴,
ET: 阿迪斯阿貝巴, 아디스아바바
FI: helsink, helsinq, гельсінк, хельсинк, ヘルシンキ, 赫尔辛基, 赫爾辛基, 헬싱키
FR: parig, paris, paryż, parís, paříž, париж, パリ, 巴黎, 파리
GB: london, londr, londres, londyn, londýn, лондон, ロンドン, 伦敦, 倫敦, 런던
GE: tbilis, tbiliss, tiflis, тбилис, тбіліс, トビリシ, 第比利斯, 트빌리시
GR: atenas, atene, ateny, athen, athens, athènes, athén, афины, афін, アテネ, 雅典, 아테네
HK: hong kong, hongkong, гонконг, 香港, 홍콩
HR: zagabr, zagreb, zagrzeb, záhřeb, загреб, ザグレブ, 札格瑞布, 萨格勒布, 자그레브
HU: budapest, budapeszt, budapešť, будапешт, ブダペスト, 布达佩斯, 布達佩斯, 부다페스트
ID: dżakart, giacart, jacart, jakart, yakart, джакарт, ジャカルタ, 雅加达, 雅加達, 자카르타
IE: dublin, dublín, дублин, дублін, ダブリン, 都柏林, 더블린
IN: delhi, mumba, дели, делі, мумб, デリー, ムンバイ, 孟买, 德里, 델리, 뭄바이
IQ: bagdad, bagdá, bagdád, baghdad, багдад, バグダッド, 巴格达, 巴格達, 바그다드
IR: teerã, teheran, teherán, tehran, téhéran, тегеран, テヘラン, 德黑兰, 德黑蘭, 테헤란
IT: rom, roma, rome, rzym, řím, рим, ローマ, 罗马, 羅馬, 로마
JP: tokio, tokyo, tóqui, токи, токі, 东京, 東京, 도쿄
KE: nairob, nairób, найроб, ナイロビ, 内罗毕, 奈洛比, 나이로비
KG: bichkek, bischkek, bishkek, biszkek, biškek, бишкек, бішкек, ビシュケク, 比什凯克, 比什凱克, 비슈케크
KH: phnom penh, phnompenh, пномпен, プノンペン, 金边, 金邊, 프놈펜
KP: pchjongjang, pjongjang, pjöngjang, pyongyang, пхеньян, 平壌, 平壤, 평양
KR: seoul, seúl, séoul, сеул, ソウル, 首尔, 首爾, 서울
KZ: alma ata, almat, ałmat, алмат, алматы, アルマトイ, 阿拉木图, 阿拉木圖, 알마티
LB: beirut, bejrut, bejrút, beyrouth, бейрут, ベイルート, 貝魯特, 贝鲁特, 베이루트
LT: vilna, vilnius, wilno, вильнюс, вільнюс, ヴィリニュス, 維爾紐斯, 维尔纽斯, 빌니우스
LV: riga, ryga, рига, リガ, 里加, 리가
LY: tripol, tripolis, trypolis, trípol, трипол, トリポリ, 的黎波里, 트리폴리
MD: chisin, kiszyniów, kišiněv, кишинев, кишинів, キシナウ, 基希讷乌, 基西紐, 키시나우
MK: skopi, skopj, скоп, скопʼ, スコピエ, 史高比耶, 斯科普里, 스코페
MN: oulan-bator, ulaanbaatar, ulan bator, ulán bator, ulánbátar, ułan bator, улан-батор, ウランバートル, 乌兰巴托,
MN: 烏蘭巴托, 울란바토르
MY: kuala lumpur, куала-лумпур, クアラルンプール, 吉隆坡, 쿠알라룸푸르
NG: lagos, лагос, лаґос, ラゴス, 拉各斯, 拉哥斯, 라고스
NL: amsterd, amsterdam, ámsterdam, амстердам, アムステルダム, 阿姆斯特丹, 암스테르담
NO: oslo, осло, オスロ, 奥斯陆, 奧斯陸, 오슬로
NZ: auckland, окленд, オークランド, 奥克兰, 奧克蘭, 오클랜드
PE: лима, ліма, リマ, 利馬, 利马, 리마
PH: manil, manill, манил, маніл, マニラ, 馬尼拉, 马尼拉, 마닐라
PK: islamabad, karach, karacz, karatsch, karáč, исламабад, карач, ісламабад, イスラマバード, カラチ, 伊斯兰堡, 卡拉奇,
PK: 喀拉蚩, 이슬라마바드, 카라치
PL: varsav, varsov, varsóv, varšav, warsaw, warsch, warszaw, варшав, ワルシャワ, 华沙, 華沙, 바르샤바
PT: lisabon, lisbo, lisbon, lisbonn, lissabon, lizbon, лиссабон, лісабон, リスボン, 里斯本, 리스본
RO: bucarest, bucharest, bukarest, bukareszt, bukurešť, бухарест, ブカレスト, 布加勒斯特, 부쿠레슈티
RS: belgrad, bělehrad, белград, ベオグラード, 貝爾格勒, 贝尔格莱德, 베오그라드
RU: mosca, mosco, moscow, moscú, moska, moskv, moskw, москв, モスクワ, 莫斯科, 모스크바
SA: riad, riade, rijad, rijád, riyad, riyadh, ер-ріяд, эр-рияд, リヤド, 利雅得, 利雅德, 리야드
SD: cartum, chartum, chartúm, jartum, khartoum, khartum, хартум, ハルツーム, 喀土穆, 카르툼
SE: estocolm, stoccolm, stockholm, sztokholm, стокгольм, ストックホルム, 斯德哥尔摩, 斯德哥爾摩, 스톡홀름
SI: liublian, ljubljan, lubian, lublan, lublaň, люблян, リュブリャナ, 卢布尔雅那, 盧比安納, 류블랴나
SK: bratislav, bratysław, братислав, ブラチスラバ, 布拉提斯拉瓦, 布拉迪斯拉发, 브라티슬라바
SN: dakar, дакар, ダカール, 达喀尔, 達喀爾, 다카르
SY: damas, damasc, damascus, damaskus, damaszek, damašek, дамаск, ダマスカス, 大馬士革, 大马士革, 다마스쿠스
TH: bangkok, бангкок, バンコク, 曼谷, 방콕
TR: ankar, estambul, istambul, istanbul, stambuł, анкар, стамбул, アンカラ, イスタンブール, 伊斯坦堡, 伊斯坦布尔,
TR: 安卡拉, 앙카라, 이스탄불
TW: taipe, taipeh, taipé, tajpej, tchaj-pej, тайб, тайбэ, 台北, 타이베이
UA: kijów, kyiv, kyjiw, киев, києв, київ, キーウ, 基辅, 키이우
UG: kampal, кампал, カンパラ, 坎帕拉, 캄팔라
US: chicag, los angeles, los ángeles, new york, nova york, nowy jork, nueva york, вашингтон, лос-анджелес, нью-йорк,
US: ньюйорк, чикаг, чікаґ, シカゴ, ニューヨーク, ロサンゼルス, ワシントン, 华盛顿, 洛杉矶, 洛杉磯, 紐約, 纽约, 芝加哥,
US: 華盛頓, 뉴욕, 로스앤젤레스, 시카고, 워싱턴
UY: montevid, монтевид, монтевід, モンテビデオ, 蒙得维的亚, 蒙特維多, 몬테비데오
UZ: tachkent, taschkent, tashkent, taskent, taszkient, taškent, ташкент, タシケント, 塔什干, 타슈켄트
VE: caracas, каракас, カラカス, 加拉加斯, 卡拉卡斯, 카라카스
VN: hanoi, hanói, хано, ハノイ, 河内, 하노이
ZA: joanesburg, johannesburg, йоганнесбурґ, йоханнесбург, ヨハネスブルグ, 約翰尼斯堡, 约翰内斯堡, 요하네스버그
"""
