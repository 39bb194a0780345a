"""Japanese: why something was not done."""

SAID = {
    "Slack answered with no JSON": "Slack の応答が JSON ではありません",
    "Slack answered with no JSON object": "Slack の応答が JSON オブジェクトではありません",
    "Slack asks to wait": "Slack が待つよう求めています",
    "Slack refused the message to {recipient}: {why}": "Slack が {recipient} への送信を拒否しました：{why}",
    "There is no such channel.": "そのチャネルはありません。",
    "There is no such look at a site any more; begin once more.": (
        "このサイト調査はもう残っていません。もう一度始めてください。"
    ),
    "This desk runs without a crawler; start it with farwatch run.": (
        "この画面は巡回なしで動いています。farwatch run で起動してください。"
    ),
    "a subscription has a name, e.g. Morning": "配信には名前が必要です（例：朝刊）",
    "a test message needs a recipient": "テスト送信には宛先が必要です",
    "an outlet has a language; write its tag, e.g. uk": "媒体には言語が必要です。タグ（例：uk）を書いてください",
    "an outlet has a name": "媒体には名前が必要です",
    "choose one watch at least, or all of them": "テーマを一つ以上、またはすべて選んでください",
    "could not write the digest to {recipient}: {why}": "ダイジェストを {recipient} に書き込めませんでした：{why}",
    "decision {number} was undone already, by {who}": "決定{number}はすでに{who}が取り消しました",
    "it is declared in {file}; change it there": "{file} に書かれています。そこで変更してください",
    "no channel {channel} in config/farwatch.toml; known are {known}": (
        "config/farwatch.toml にチャネル {channel} はありません。あるのは {known} です"
    ),
    "no connection to {where}: {why}": "{where} に接続できません：{why}",
    "no session with {where}: {why}": "{where} とのセッションを開始できません：{why}",
    "nobody is named; name one recipient at least": "宛先がありません。一つ以上指定してください",
    "nobody is told; name a recipient first": "宛先がありません。先に宛先を指定してください",
    "proposal {number} was accepted already, by {who}": "提案{number}はすでに{who}が承認しました",
    "proposal {number} was declined already, by {who}": "提案{number}はすでに{who}が却下しました",
    "story {story} holds no article any more": "トピック{story}にはもう記事がありません",
    "story {story} is named twice; name two stories": (
        "トピック{story}が二度指定されています。二つのトピックを指定してください"
    ),
    "the form does not say for the how manieth time; open the digest's page once more": (
        "何回目の送信かがフォームにありません。ダイジェストのページを開き直してください"
    ),
    "the mail server broke off: {why}": "メールサーバーが接続を切りました：{why}",
    "the mail server cannot take the address {recipient} (no SMTPUTF8)": (
        "メールサーバーはアドレス {recipient} を受け付けられません（SMTPUTF8 非対応）"
    ),
    "the mail server did not answer to the mail: {why}": "メールサーバーがメールに応答しませんでした：{why}",
    "the mail server refused the mail: {why}": "メールサーバーがメールを拒否しました：{why}",
    "the mail server refused the sender {sender}: {why}": "メールサーバーが差出人 {sender} を拒否しました：{why}",
    "the mail server refused {recipient}: {why}": "メールサーバーが {recipient} を拒否しました：{why}",
    "the service did not take the message: {why}": "サービスがメッセージを受け付けませんでした：{why}",
    "there is a subscription “{id}” already; choose another name": (
        "配信「{id}」はすでにあります。別の名前にしてください"
    ),
    "there is no decision to undo": "取り消せる決定がありません",
    "there is no decision {number}": "決定{number}はありません",
    "there is no proposal {number}": "提案{number}はありません",
    "there is no story {story}, or another one took all its articles": (
        "トピック{story}がないか、すべての記事が別のトピックに移っています"
    ),
    "there is no watch {watch}; see farwatch watch list": (
        "テーマ {watch} はありません。farwatch watch list で確認できます"
    ),
    "these are all articles of story {story}; name those that do not belong to it": (
        "トピック{story}の全記事が選ばれています。属さないものだけを選んでください"
    ),
    "this outlet stands in {file}; switch it off instead": (
        "この媒体は {file} に書かれています。代わりに無効にしてください"
    ),
    "what was found at this address is not remembered any more; begin once more": (
        "このアドレスの調査結果はもう残っていません。もう一度始めてください"
    ),
    "{article} is not in story {story}": "{article}はトピック{story}に含まれていません",
    "{recipient} is no mail address": "{recipient} はメールアドレスではありません",
    "{recipient} is no mail address; write it as name@example.org": (
        "{recipient} はメールアドレスではありません。name@example.org のように書いてください"
    ),
    "{service} answered {status}: {why}": "{service} の応答 {status}：{why}",
    "{service} was not reached: {why}": "{service} に接続できませんでした：{why}",
    "{where} refused the login: {why}": "{where} がログインを拒否しました：{why}",
    "“{said}” is no country; two letters of ISO 3166 are expected, e.g. GB": (
        "「{said}」は国ではありません。ISO 3166 の2文字（例：GB）を書いてください"
    ),
    "“{said}” is no language; write its tag, e.g. uk or pt-BR": (
        "「{said}」は言語ではありません。タグ（例：uk、pt-BR）を書いてください"
    ),
    "“{said}” is no rank; it is 1, 2 or 3": "「{said}」は順位ではありません。1、2、3 のいずれかです",
}
