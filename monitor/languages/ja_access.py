"""Japanese: signing in and out."""

ACCESS = {
    "You read here; an editor can change this.": "閲覧のみです。変更は編集者ができます。",
    "Forgotten? Whoever runs the service gives you another:": (
        "お忘れの場合は、運用担当者が新しいパスワードを設定します："
    ),
    "Your name": "名前",
    "Nobody has a password yet. On the machine of the service:": (
        "パスワードはまだ誰にも設定されていません。サービスの動くマシンで："
    ),
    "Password": "パスワード",
    "Sign in": "ログイン",
    "Sign out": "ログアウト",
    "The name or the password is wrong.": "名前またはパスワードが違います。",
    "This needs a valid token: Authorization: Bearer …": "有効なトークンが必要です：Authorization: Bearer …",
    "You are signed out, so nothing was done. Sign in, go back and send it again.": (
        "ログアウトしているため、何も行いませんでした。ログインし、前の画面に戻ってもう一度送信してください。"
    ),
    "reads only": "閲覧のみ",
    "{name} may read here, but not change anything.": "{name} は閲覧できますが、変更はできません。",
}
ACCESS_COUNTED = {
    "Too many tries. Try again in {n} minute.": ("試行回数が多すぎます。{n} 分後にもう一度お試しください。",),
}
