"""Japanese: adding outlets, sending, what was done."""

SAID = {
    "What stands in {file} holds again; what it found and what readers marked stays.": (
        "{file} の定義に戻ります。見つけたものと読者の評価は残ります。"
    ),
    (
        "Somebody else saved a change meanwhile. Nothing of yours is kept yet, it stands below: saved once more, it "
        "takes the place of theirs."
    ): (
        "その間に別の人が変更を保存しました。あなたの変更はまだ保存されておらず、下に残っています。もう一度保存すると"
        "、そちらに置き換わります。"
    ),
    "a NUL character cannot be kept": "NUL 文字は保存できません",
    "Switched on: every article that comes from now on is asked.": (
        "有効にしました。これから届くすべての記事と照合します。"
    ),
    "Switched off: it finds nothing and is told to nobody until it is switched on.": (
        "無効です。有効にするまで何も見つけず、ダイジェストにも載りません。"
    ),
    "This watch is declared in {file}. What you save here stands in its place until you remove it.": (
        "このテーマは {file} で定義されています。ここで保存した内容は、削除するまでその定義に代わります。"
    ),
    (
        "It finds nothing any more, and what it found and what readers marked is forgotten. To stop it for a while, "
        "switch it off."
    ): ("今後は何も見つけなくなり、見つけたものと読者の評価も失われます。しばらく止めるだけなら、無効にしてください。"),
    "Articles and stories stay, and so do the digests that told of them.": (
        "記事とトピック、それを伝えたダイジェストは残ります。"
    ),
    "Told of this watch alone, and then of nothing: {names}.": (
        "このテーマだけを受け取っており、以後は何も届かなくなる配信: {names}"
    ),
    "this watch stands in {file}; switch it off instead": (
        "このテーマは {file} に書かれています。代わりに無効にしてください"
    ),
    "any watch": "いずれかのテーマ",
    "Newest": "最新",
    "nothing new since {day}": "{day}以降に新着なし",
    "Add an outlet": "媒体を追加",
    "Address of its home page, a feed or a news sitemap": (
        "トップページ、フィード、またはニュースサイトマップのアドレス"
    ),
    "Feeds, news sitemaps and section pages of the site are looked for and tried; nothing is kept before you "
    "say so. It takes some seconds.": (
        "サイトのフィード、ニュースサイトマップ、セクションページを探して試します。確認するまで何も保存されま"
        "せん。数秒かかります。"
    ),
    "Look at it": "調べる",
    "Outlets of the pack that are switched off": "無効になっている収録媒体",
    "Looking at {address}": "{address} を調べています",
    "Reading {address}": "{address} を読み込み中",
    "Waiting for its turn": "順番を待っています",
    "A host is asked one thing at a time, so this takes some seconds. The page goes on by itself.": (
        "サーバーには一度に一つずつ問い合わせるため、数秒かかります。ページは自動的に進みます。"
    ),
    "none": "なし",
    "Entries": "記事数",
    "A day": "1日あたり",
    "Carries": "内容",
    "Dates": "日時",
    "Name": "名前",
    "Languages, as tags: uk en": "言語コード（例: ja en）",
    "Country, two letters: UA": "国コード2文字（例: JP）",
    "Tier": "ランク",
    "1: the first to lead a story": "1: 最優先で代表記事にする",
    "2: as most": "2: 標準",
    "3: leads only where nobody else reports": "3: 他に報道がないときだけ代表記事にする",
    "{name} is known already.": "{name} はすでに登録されています。",
    "See it": "表示",
    "Switch it on": "有効にする",
    "Switch it off": "無効にする",
    "What can be followed": "追跡できるもの",
    "Chosen is the least that brings everything.": "すべてを取得できる最小限が選択されています。",
    "Address": "アドレス",
    "The outlet": "媒体",
    "Follow it": "追跡する",
    "Nothing here can be followed. Look on the site for a page of feeds or of its latest news, and try that address.": (
        "ここには追跡できるものがありません。サイト内のフィード一覧や最新ニュースのページを探し、そのアドレス"
        "を試してください。"
    ),
    "Try another address": "別のアドレスを試す",
    "This outlet is declared in {file}. What you save here stands in its place until you remove it.": (
        "この媒体は {file} で定義されています。ここで保存した内容は、削除するまでその定義に代わります。"
    ),
    "Check it now": "今すぐ確認",
    "Edit": "編集",
    "Declared in {file}": "{file} で定義",
    "Remove it": "削除",
    "Every source is in order.": "すべて正常です。",
    "Visited just now; nothing was kept.": "たった今確認しました。何も保存していません。",
    "Sources": "取得元",
    "Check it once more": "もう一度確認",
    "Back to the outlet": "媒体に戻る",
    "by the address of its home page, or switch on some of the pack:": (
        "トップページのアドレスを入力するか、収録媒体を有効にします:"
    ),
    "What do you want to be told about?": "何についての知らせを受け取りますか？",
    "by mail, in Slack or into a folder.": "メール、Slack、またはフォルダーへ。",
    "The first visit is over.": "最初の巡回が終わりました。",
    "The first visit begins by itself, seconds after an outlet is on. What is there by then is stored and "
    "told to nobody: what comes after it is news.": (
        "媒体を有効にすると数秒後に最初の巡回が始まります。その時点の記事は保存のみ行われ、その後に出たものが"
        "新着になります。"
    ),
    "See the first digest": "最初のダイジェストを見る",
    "as it would be now. It comes by itself when its time has come;": (
        "現時点の内容です。予定時刻に自動的に届きます。"
    ),
    "or have it sent now": "今すぐ送信する",
    "The first digest: you see it here before it is sent.": "最初のダイジェスト: 送信前にここで確認できます。",
    "No outlet is polled yet. Add one by the address of its home page, or switch on some of the pack.": (
        "まだ巡回中の媒体がありません。トップページのアドレスで追加するか、収録媒体を有効にしてください。"
    ),
    "Switched off": "無効",
    "Switch on {name}": "{name} を有効にする",
    "tell {name} too": "「{name}」にも配信する",
    "Too many sites are being looked at; try in a minute.": (
        "確認中のサイトが多すぎます。1分後にもう一度お試しください。"
    ),
    "It ended without a result; the log says why. Try once more.": (
        "結果が得られませんでした。理由はログにあります。もう一度お試しください。"
    ),
    "Choose at least one address to follow.": "追跡するアドレスを1つ以上選んでください。",
    "Remove {name}?": "{name} を削除しますか？",
    "It is polled no longer. Its articles stay, and so do the digests that told of them.": (
        "今後は巡回されません。保存済みの記事とダイジェストは残ります。"
    ),
    "No story waits to be told.": "配信待ちのトピックはありません。",
    "What was sent stays on record. Taken up again under this name it begins anew.": (
        "送信済みの記録は残ります。同じ名前で再開すると新しく始まります。"
    ),
    "End the subscription {name}?": "配信「{name}」を終了しますか？",
    "Added. The first visit begins in seconds.": "追加しました。数秒後に最初の巡回が始まります。",
    "It is sent again within seconds.": "数秒以内に再送されます。",
    "Composed. It is sent within seconds.": "作成しました。数秒以内に送信されます。",
    "The subscription has ended.": "配信を終了しました。",
    "Switched off: it is polled no longer.": "無効にしました。今後は巡回されません。",
    "Switched on: it is polled from now on.": "有効にしました。これから巡回されます。",
    "Paused.": "一時停止しました。",
    "Removed.": "削除しました。",
    "It goes on: what was found meanwhile comes in the next digest.": (
        "再開しました。停止中に見つかったものは次の号に入ります。"
    ),
    "Saved.": "保存しました。",
    "waits to be sent": "送信待ち",
    "is being sent": "送信中",
    "may have arrived; it is settled by itself": "届いた可能性あり（自動的に確認します）",
    "not delivered, and not tried again": "届かず（再試行しません）",
    "every day": "毎日",
    "Monday to Friday": "月曜〜金曜",
    "once a week": "週に一度",
    "every hour": "毎時",
    "in words of your own": "自由に記述",
    "Monday": "月曜日",
    "Tuesday": "火曜日",
    "Wednesday": "水曜日",
    "Thursday": "木曜日",
    "Friday": "金曜日",
    "Saturday": "土曜日",
    "Sunday": "日曜日",
    "full text": "全文",
    "summary": "要約",
    "titles only": "見出しのみ",
    "addresses only": "アドレスのみ",
    "to the second": "秒まで",
    "to the minute": "分まで",
    "to the day": "日まで",
    "brought by those taken": "選択済みのものに含まれます",
    "holds no entries": "記事がありません",
    "its entries lead to other sites": "記事が他のサイトへ誘導します",
    "no dates, so what is new cannot be told": "日付がなく新着を判別できません",
    "hardly a link that looks like an article": "記事らしいリンクがほとんどありません",
    "This digest was never addressed to this recipient.": "このダイジェストはこの受信者宛てではありませんでした。",
    "It is on its way already and is tried again by itself; nothing was added.": (
        "すでに送信中で、自動的に再試行されます。何も追加していません。"
    ),
    "Nobody can say yet whether it arrived; it is sent again by itself and says so. Nothing was added.": (
        "届いたかまだ不明です。その旨を付けて自動的に再送されます。何も追加していません。"
    ),
    "This recipient is told no longer, so nothing was sent.": (
        "この受信者はすでに配信対象ではないため、送信していません。"
    ),
}
COUNTED = {
    "Trying {n} address": ("{n} 件のアドレスを試しています",),
    "{n} address that the site names gives nothing": ("サイトが示す {n} 件のアドレスからは何も得られません",),
    "{n} source is not in order.": ("{n} 件に問題があります。",),
    "{n} is switched off": ("無効 {n} 件",),
    "{n} story that waits for the next digest is told to nobody.": ("次号を待つ {n} 件のトピックは誰にも届きません。",),
    "{n} digest on its way is not sent.": ("送信待ちの {n} 件は送信されません。",),
}
