"""Japanese: who is told, and who wants it no longer."""

SAID = {
    "Who is told": "配信先",
    "Declared in {file}: change it there and start the service anew.": (
        "{file} で定義されています。そちらを変更し、サービスを再起動してください。"
    ),
    "Paused: nothing is composed. What is found meanwhile comes in the first digest after.": (
        "一時停止中: ダイジェストは作成されません。その間に見つかった記事は再開後の最初の号に入ります。"
    ),
    "Nobody is told: every recipient is gone. What is found waits for the next one.": (
        "配信先がありません（全員が配信停止）。見つかった記事は次の受信者を待ちます。"
    ),
    "Name, as the digest calls it": "ダイジェストでの名前",
    "Morning": "朝刊",
    "Told of": "対象",
    "every watch, also those to come": "すべてのテーマ（今後のものも含む）",
    "these watches": "選んだテーマのみ",
    "No watch yet.": "テーマはまだありません。",
    "When": "配信時刻",
    "Weekday": "曜日",
    "At; several with commas: 07:00, 13:00, 19:00": "時刻（複数はカンマ区切り: 07:00, 13:00, 19:00）",
    "At most so many an hour": "1時間あたりの上限",
    "Quiet from": "静音時間 開始",
    "to": "終了",
    "Days and times in words": "曜日と時刻（自由記述）",
    "On the clock of": "タイムゾーン",
    "Where to": "送信先",
    "Channels": "チャネル",
    "Try a channel": "チャネルを試す",
    "Recipients, one a line: mail addresses, a Slack channel, a folder": (
        "受信者（1行に1件: メールアドレス、Slackチャネル、フォルダー）"
    ),
    "{recipient} unsubscribed on {moment}; written into the list again, it is told again.": (
        "{recipient} は {moment} に配信を停止しました。再びリストに入れると配信が再開します。"
    ),
    "How": "設定",
    "Language of the digest": "ダイジェストの言語",
    "On a day with nothing new": "新着がない日",
    "say so": "その旨を知らせる",
    "send nothing, but a sign of life once a week": "送信しない（週に一度だけ動作を知らせる）",
    "Preview": "プレビュー",
    "More": "その他",
    "Compose and send now": "今すぐ作成して送信",
    "Go on": "再開",
    "Pause": "一時停止",
    "End it": "終了する",
    "What it would tell": "配信される内容",
    "It comes as soon as there is something to tell.": "新着があり次第すぐに届きます。",
    "It comes on": "次回以降:",
    "A sample: the newest stories of the last 7 days as they are stored. The digests to come tell what is "
    "found from now on.": (
        "見本: 過去7日間に保存された最新のトピックです。実際のダイジェストには今後見つかったものが入ります。"
    ),
    "Tell somebody": "配信を設定",
    "at once": "即時",
    "every watch": "すべてのテーマ",
    "paused": "一時停止中",
    "Nobody is told yet. Say who gets what, when and where; you see the digest before it is sent.": (
        "まだ配信先がありません。誰に何をいつどこへ届けるかを設定してください。送信前に内容を確認できます。"
    ),
    "Composed": "作成済み",
    "to nobody: nothing was new": "新着がないため送信なし",
    "None yet. The first one comes when its time has come.": "まだありません。最初の号は予定時刻に作成されます。",
    "sent again at your request": "依頼により再送",
    "next try {moment}": "次の試行 {moment}",
    "Send again": "再送",
    "Who is told, and when": "配信先と時刻",
    "The ways a digest can go. They stand in config/farwatch.toml; secrets stand in environment variables "
    "that it names.": (
        "ダイジェストの送信経路です。config/farwatch.toml に記述し、秘密情報はそこで指定した環境変数に置きます。"
    ),
    "A test message was sent to {recipient}. Look whether it arrived.": (
        "{recipient} にテストメッセージを送りました。届いたか確認してください。"
    ),
    "Recipient": "受信者",
    "Send a test message": "テストメッセージを送る",
    "No channel is configured: write one into config/farwatch.toml and start the service anew.": (
        "チャネルが設定されていません。config/farwatch.toml に記述し、サービスを再起動してください。"
    ),
    "Back to who is told": "配信先に戻る",
    "This link does not work": "このリンクは使えません",
    "Perhaps a mail program cut it in two: copy the whole link out of the mail. Or answer the mail and ask to "
    "be taken off.": (
        "メールソフトがリンクを途中で切った可能性があります。メールからリンク全体をコピーするか、配信停止希望"
        "とメールに返信してください。"
    ),
    "Unsubscribe from {name}?": "「{name}」の配信を停止しますか？",
    "{recipient} will get no more digests of it.": "{recipient} への配信は行われなくなります。",
    "Unsubscribe": "配信を停止",
    "You are unsubscribed": "配信を停止しました",
    "{recipient} gets no more digests of {name}.": "{recipient} への「{name}」の配信を停止しました。",
    "Other recipients and other subscriptions stay as they are.": "他の受信者や他の配信には影響しません。",
    "That was a mistake: subscribe me again": "間違いでした。配信を再開する",
    "You are subscribed again": "配信を再開しました",
    "{recipient} gets the next digest of {name}, if its sender still has it on the list.": (
        "送信元のリストに残っていれば、次回の「{name}」が {recipient} に届きます。"
    ),
}
