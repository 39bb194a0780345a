"""Japanese: the sentences of the service: what is wrong, what to do, what cannot be read."""

SENTENCES = {
    "worker {name}": "ワーカー {name}",
    "was last seen {n} minutes ago and did not say goodbye": "{n}分前を最後に、終了の知らせなく応答がありません",
    "Others do its work. Did it crash, or is it cut off from the database? Its log says.": (
        "仕事は他のワーカーが引き継いでいます。異常終了か、データベースとの切断か、ログを確認してください。"
    ),
    "Fine while you update; update the others, too.": "更新の途中なら問題ありません。残りも更新してください。",
    "run versions {versions} side by side": "バージョン{versions}が同時に動いています",
    "workers": "ワーカー",
    "queue {verb}": "キュー {verb}",
    "{n} jobs wait, the oldest for {minutes} minutes": "{n}件の仕事が待っています（最も古いもので{minutes}分）",
    "Start more workers: farwatch worker": "ワーカーを増やしてください: farwatch worker",
    "No worker does this: farwatch worker --only {verb}": (
        "この仕事をするワーカーがいません: farwatch worker --only {verb}"
    ),
    "; did you mean {near}?": "。{near} のことですか?",
    "@{concept} has no name in {languages}; there only the names of other languages are found": (
        "@{concept} には {languages} の名称がありません。その言語では他言語の名称だけが見つかります"
    ),
    "A watch has a name and a query.": "テーマには名前と検索式が必要です。",
    "Add a file to config/outlets/.": "config/outlets/ にファイルを追加してください。",
    "Add a table {table} to config/farwatch.toml.": "config/farwatch.toml に {table} を追加してください。",
    "Is the service running? farwatch ingest": "サービスは動いていますか? farwatch ingest",
    "Is the service running? farwatch run": "サービスは動いていますか? farwatch run",
    "It is tried again by itself, and told again if it lasts.": "自動的に再試行されます。続く場合は改めて知らせます。",
    "Its outcome says what to do.": "対処は結果の欄を見てください。",
    "Look at a page of it, mend the hints in its file in config/outlets/, farwatch ingest --again.": (
        "ページを確認し、config/outlets/ のファイルの指定を直してから farwatch ingest --again を実行してください。"
    ),
    "Mend what the message says; farwatch deliver --failed tries again.": (
        "メッセージの内容を直し、farwatch deliver --failed で再送してください。"
    ),
    "No answer came; check the address, and our network if other outlets are silent too.": (
        "応答がありません。アドレスを確認し、他の媒体も無応答なら自分側のネットワークを調べてください。"
    ),
    "No source answers: look at our own network; nothing is held against the feeds.": (
        "どの取得元も応答しません。自分側のネットワークを確認してください。フィードの失敗には数えません。"
    ),
    "Set crawl.contact in config/farwatch.toml to an address or page of yours.": (
        "config/farwatch.toml の crawl.contact に連絡先のアドレスかページを設定してください。"
    ),
    "Set {variable} where the service runs.": "サービスの動く環境で {variable} を設定してください。",
    "The address answers with something else than a feed; open it in a browser and correct it.": (
        "このアドレスはフィードではありません。ブラウザーで開いて修正してください。"
    ),
    "The address leads to another feed than the one that was known; look which of them is right.": (
        "以前とは別のフィードにつながっています。どちらが正しいか確認してください。"
    ),
    "The answer is larger than we take; use a smaller feed or raise max_megabytes.": (
        "応答が上限を超えています。小さいフィードを使うか max_megabytes を上げてください。"
    ),
    "The outlet asks for fewer visits and gets them; if it lasts, raise its delay_seconds.": (
        "巡回を減らすよう求められ、減らしています。続く場合は delay_seconds を上げてください。"
    ),
    "The outlet refuses us; ask it to let this User-Agent in, or use another source of it.": (
        "媒体に拒否されています。この User-Agent の許可を依頼するか、別の取得元を使ってください。"
    ),
    "The outlet says that this source is gone for good; remove or replace it.": (
        "この取得元は廃止されたとのことです。削除するか別のものに替えてください。"
    ),
    "The outlet says that this source is gone for good; remove or replace it. It is asked once a day until then.": (
        "この取得元は廃止されたとのことです。削除するか別のものに替えてください。それまでは1日1回確認します。"
    ),
    "The outlet's server is broken; it is tried again by itself, less and less often.": (
        "媒体のサーバーに障害があります。間隔を空けながら自動的に再試行します。"
    ),
    "The source announces articles, but their pages do not come; open one in a browser.": (
        "記事の案内はありますがページを取得できません。ブラウザーで開いてみてください。"
    ),
    "The source answers and has had nothing new for far longer than ever; look for a newer one.": (
        "応答はありますが、かつてないほど長く更新がありません。新しい取得元を探してください。"
    ),
    "The source answers without a single entry; if that lasts, look for another feed of the outlet.": (
        "応答に項目がありません。続く場合は媒体の別のフィードを探してください。"
    ),
    "The source is alive and had new entries; nothing to do.": "取得元は正常で新着がありました。対処は不要です。",
    "The source is alive and had nothing new; nothing to do.": "取得元は正常で新着はありません。対処は不要です。",
    "The source is alive and unchanged; nothing to do.": "取得元は正常で変更はありません。対処は不要です。",
    "There is a watch “{id}” already.": "テーマ「{id}」は既にあります。",
    "There is no such article.": "この記事はありません。",
    "There is no such concept.": "この概念はありません。",
    "There is no such digest.": "このダイジェストはありません。",
    "There is no such outlet.": "この媒体はありません。",
    "There is no such page.": "このページはありません。",
    "There is no such story.": "このトピックはありません。",
    "There is no such subscription.": "この配信はありません。",
    "There is no such watch.": "このテーマはありません。",
    "There is nothing at this address; look on the outlet's site for the new one.": (
        "このアドレスには何もありません。媒体のサイトで新しいものを探してください。"
    ),
    "This change was asked for by another site's page; nothing was done.": (
        "別のサイトのページからの変更要求のため、何も実行していません。"
    ),
    "This could not be done: {why}.": "実行できませんでした: {why}。",
    "We did not ask: robots.txt or our own network rules forbid it; the detail says which.": (
        "取得していません。robots.txt か自分側のネットワーク規則で禁止されています。詳細を見てください。"
    ),
    "Write the new address into {file}.": "{file} に新しいアドレスを書いてください。",
    "a story cannot be merged with itself": "トピックを自身と統合することはできません",
    "answers at {address} for good, and is polled there": "恒久的に {address} へ移転し、そこで巡回しています",
    "channel {name}": "チャネル {name}",
    "delivery to {recipient} by {channel}": "{channel} による {recipient} への送信",
    "is empty: outlets cannot reach you": "未設定です。媒体から連絡を受けられません",
    "is not configured": "設定されていません",
    "it is answered by an article that holds none of its words, by {sign} alone: it matches nearly every article": (
        "{sign} だけで、語を一つも含まない記事にも一致します。ほぼすべての記事が該当します"
    ),
    "no article of the story was chosen": "トピックの記事が選ばれていません",
    "no dictionary of the outlets' languages knows “{word}”; is it spelt as you mean it?": (
        "媒体の言語の辞書に「{word}」がありません。綴りは正しいですか?"
    ),
    "no outlet that is switched on answers {part}{hint}": "{part} に該当する有効な媒体がありません{hint}",
    "nobody is told": "届け先がありません",
    "none is switched on": "有効なものがありません",
    "nothing has arrived since {moment}; {n} digests wait or failed": (
        "{moment}から何も届いていません。待機中または失敗したダイジェスト: {n}件"
    ),
    "outlet {name}": "媒体 {name}",
    "outlets": "媒体",
    "poll": "巡回",
    "reader {recipient} by {channel}": "{channel} の受信者 {recipient}",
    "subscriptions": "配信",
    "the article or the watch is not stored (any more)": "記事またはテーマが(もう)ありません",
    "the form is larger than {n} bytes": "フォームが{n}バイトを超えています",
    "the network": "ネットワーク",
    "there is no story “{said}”": "トピック「{said}」はありません",
    "there is no such decision": "この決定はありません",
    "there is none": "ありません",
    "watches": "テーマ",
    "{command} says what the channel answers.": "{command} でチャネルの応答を確認できます。",
    "{kind} since {moment}. {detail}": "{moment}から{kind}。{detail}",
    "{n} pages wait": "待機中のページ: {n}",
    "{n} sources wait to be polled": "巡回待ちの取得元: {n}",
    "{outcome}, {n} times. {detail}": "{outcome}、{n}回。{detail}",
    "{parts} alone makes {share} % of what is found; {rest} adds the rest": (
        "{parts} だけで結果の{share}%を占め、残りは {rest} によるものです"
    ),
    "{part} stands twice in one list and is counted twice": "{part} が一つのリストに2回あり、2回数えられます",
    "{part} takes away all that {taken} finds; the watch never matches": (
        "{part} は {taken} の結果をすべて除きます。このテーマは何にも一致しません"
    ),
    "{state} after {n} tries. {detail}": "{state}、試行{n}回。{detail}",
    "{variable} is not set": "{variable} が未設定です",
    "“{phrase}” is looked for as a phrase; a distance is written {sign}": (
        "「{phrase}」はフレーズとして検索されます。距離は {sign} と書きます"
    ),
    "“{said}” has no offset; write it as {example}": "「{said}」に時差がありません。{example} のように書いてください",
    "“{said}” is no address of an article": "「{said}」は記事のアドレスではありません",
    "“{said}” is no answer: accepted or declined": "「{said}」は回答ではありません: accepted または declined",
    "“{said}” is no day; write it as {example}": "「{said}」は日付ではありません。{example} のように書いてください",
    "“{said}” is no decision: split, merge, lead or undo": (
        "「{said}」は決定ではありません: split、merge、lead、undo のいずれか"
    ),
    "“{said}” is no moment; write it as {example}": "「{said}」は日時ではありません。{example} のように書いてください",
    "“{said}” is no number of a decision": "「{said}」は決定の番号ではありません",
    "“{said}” is no number of days": "「{said}」は日数ではありません",
    "“{said}” is no verdict: wanted, noise or none": "「{said}」は評価ではありません: wanted、noise、none のいずれか",
    "“{word}” is looked for as a word; the sign of the language is {sign}": (
        "「{word}」は語として検索されます。検索式の記号は {sign} です"
    ),
}
