"""Japanese: what stands around long lists and pictures."""

SAID = {
    "from when we saw it until it was told": "検知から配信まで",
    "Seen → told": "検知 → 配信",
    "Back": "前へ",
    "Country": "国",
    "Earlier digests": "以前のダイジェスト",
    "Next": "次へ",
    "No outlet is like that.": "該当する媒体はありません。",
    "No watch is called like that.": "その名前のテーマはありません。",
    "Pages of the list": "一覧のページ",
    "failing": "失敗あり",
    "page {number} of {last}": "{last}ページ中{number}ページ目",
}
COUNTED = {
    "{n} outlet is like that.": ("該当する媒体：{n}件",),
}
