"""What is known of addresses: parameters that name no content, hosts that mirror, suffixes that many sites share."""

from __future__ import annotations

DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came, not what is read. Prefixes as published by the senders: Google Analytics and
# Ads, Meta, Microsoft Ads, Yandex.Metrica, Matomo (mtm_, pk_), Mailchimp (mc_), Marketo (mkt_tok), HubSpot (hsa_,
# _hs), Oracle (oly_), Piano (at_, xtor; BBC, France Télévisions), Comscore (ns_), AMP caches (usqp, amp_…).
TRACKING_PREFIXES = (
    *("utm_", "mc_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "_hs", "oly_", "at_", "ns_", "wt_", "wt."),
    *("ga_", "gaa_", "guce_", "soc_", "amp_", "vero_", "sc_", "itm_", "stm_", "_x_tr_", "gad_", "elq", "trk_"),
)
_TRACKING = """
fbclid gclid gclsrc dclid gbraid wbraid yclid ysclid ymclid _openstat msclkid twclid ttclid igshid igsh li_fat_id
mkt_tok _ga _gl ref ref_ ref_src ref_url ref_source referrer referer refsrc refid cmpid cmp icmp ncid ocid icid smid
smtyp s_cid s_campaign xtor spm __twitter_impression guccounter __tn__ tpcc taid usqp sr_share share shared nb
replytocom phpsessid jsessionid sessionid nocache rss_id feedid fb_action_ids fb_action_types fb_source fb_ref dicbo
obref outbrain sref intcid emc wtrid srsltid cx_testid tbclid ito openstat mibextid sfnsn epik irclickid rb_clickid
_branch_match_id spref spmailingid smclient fb_comment_id __cft__ cfid cftoken wt_mc csp ns_mchannel cm_mmc rss_source
 traffic_source wprov sharetype cndid esrc campaign_id trk trkcampaign
"""
TRACKING = frozenset(_TRACKING.split())
# These name content on some sites (`?mod=news&id=5`): dropped only with a value that says how a reader came.
TRACKING_IF = frozenset(
    {"from", "source", "src", "via", "mod", "medium", "campaign", "feature", "origin", "partner", "channel"}
)
_TRACKING_VALUES = """
rss rss2 feed feeds feedburner atom sitemap twitter x facebook fb telegram tg viber whatsapp line kakao weibo wechat
linkedin reddit instagram social email e-mail mail newsletter push home homepage main mainpage index top googlenews
google yandex flipboard pocket smartnews copylink share sharing related recommend readmore
"""
TRACKING_VALUES = frozenset(_TRACKING_VALUES.split())
# Words and numbers of single senders: shared from a telephone (Twitter), a feed of the New York Times' kind.
TRACKING_PAIRS = frozenset({*(("s", value) for value in ("09", "12", "19", "20", "21", "46")), ("partner", "rss")})
# Of a visit where the value looks drawn; a story's number where it does not.
SESSIONS = frozenset({"sid", "sess", "session", "session_id", "oscsid", "zenid", "osid", "s_id"})
# Under these names content systems number their articles.
_ARTICLE_PARAMETERS = """
id p aid nid article articleid article_id news news_id newsid no idx idxno story storyid story_id post item docid
"""
ARTICLE_PARAMETERS = frozenset(_ARTICLE_PARAMETERS.split())
# Addresses that count a click and lead on: host, path, the parameters that hold where to.
REDIRECTORS = (
    (r"(www\.)?google\.[a-z.]+", "/url", ("url", "q")),
    (r"lm?\.(facebook|instagram)\.com", ".*", ("u",)),
    (r"away\.vk\.com", ".*", ("to",)),
    (r"(www\.)?vk\.com", "/away.php", ("to",)),
    (r"(www\.)?youtube\.com", "/redirect", ("q",)),
    (r"(www\.)?linkedin\.com", "/(redir/redirect|safety/go)", ("url",)),
    (r"out\.reddit\.com", ".*", ("url",)),
    (r"slack-redir\.net", "/link", ("url",)),
    (r".+\.safelinks\.protection\.outlook\.com", ".*", ("url",)),
    (r"duckduckgo\.com", "/l/", ("uddg",)),
    (r"(www\.)?bing\.com", "/news/apiclick.aspx", ("url",)),
    (r"t\.umblr\.com", "/redirect", ("z",)),
)
# Another rendering of the same article.
VARIANTS = frozenset({"amp", "print", "mobile"})
VARIANT_NAMES = frozenset(
    {"output", "outputtype", "view", "type", "mode", "format", "version", "layout", "display", "tmpl", "template"}
)
VARIANT_FLAGS = frozenset(
    {"amp", "isamp", "is_amp", "print", "printable", "printview", "print_view", "printmode", "mobile", "m_view"}
)
VARIANT_YES = frozenset({"", "1", "true", "yes", "y", "on", "amp", "print", "mobile"})

# First labels of hosts that serve the same paths as the host without them.
MIRROR_LABELS = frozenset({"www", "www2", "m", "mobile", "amp", "wap", "touch", "pda", "mobil"})
# Under these suffixes the bare name often does not answer (mofa.go.jp, mod.go.jp have no address record): `www.` is
# kept, and added where it was left out, so that the identity still opens.
WWW_SUFFIXES = frozenset({"go.jp", "ac.jp", "lg.jp", "go.kr", "mil.kr", "gov.cn", "gov.tw"})

# Suffixes of two labels under which anybody may register: from the registries' own lists, the generic ones only.
_COUNTRIES = """
ae ar at au bd bh bo br bw by cn co cr cy do ec eg et fj ge gh gi gr gt hk hn id il in jm jo jp ke kh kr kw kz lb lk
lv ly ma mk mm mo mt mx my mz na ng ni np nz om pa pe pg ph pk pl pr pt py qa ro ru sa sb sg sl sn sv sy th tj tm tn
tr tt tw tz ua ug uk uy uz ve vn ye za zm zw
"""
_SECOND_LEVELS = {
    "ac co com edu go gov gob gouv govt gv mil net ne nom or org ltd plc sch": _COUNTRIES,
    "ad lg gr ed": "jp",
    "re pe hs": "kr",
    "in kiev kyiv lviv kharkov kharkiv odessa odesa dp zp dn lg pl ks vn sumy poltava crimea cn if te": "ua",
    "waw info biz gda gdynia szczecin": "pl",
    "id gen": "au nz in",
    "msk spb": "ru",
    "idv": "hk tw",
    "asso gouv": "fr",
}
# Hosts where every name below is a publisher of its own.
_SHARED_HOSTS = """
blogspot.com wordpress.com substack.com github.io gitlab.io livejournal.com tumblr.com medium.com wixsite.com
weebly.com typepad.com blogspot.jp blogspot.de hatenablog.com hatenablog.jp netlify.app vercel.app pages.dev web.app
ucoz.ru ucoz.net narod.ru at.ua tistory.com
"""
SUFFIXES = frozenset(_SHARED_HOSTS.split()) | frozenset(
    f"{second}.{country}"
    for seconds, countries in _SECOND_LEVELS.items()
    for second in seconds.split()
    for country in countries.split()
)

# Language codes as sites write them in paths.
_LANGUAGES = {
    "uk": "uk ua ukr",
    "ru": "ru rus",
    "en": "en eng",
    "pl": "pl pol",
    "de": "de deu ger",
    "fr": "fr fra",
    "es": "es esp",
    "ja": "ja jp jpn",
    "ko": "ko kr kor",
    "zh": "zh cn chn",
    "zh-hans": "zh-cn zh-hans",
    "zh-hant": "zh-tw zh-hant tw",
    "lt": "lt",
    "lv": "lv",
    "et": "et",
    "fi": "fi",
}
LANGUAGES = {code: language for language, codes in _LANGUAGES.items() for code in codes.split()}
# Where sites lead those who may not read, or who ask for what is gone.
NOT_ARTICLES = frozenset(
    {
        "404",
        "error",
        "not-found",
        "notfound",
        "search",
        "login",
        "signin",
        "sign-in",
        "register",
        "subscribe",
        "consent",
    }
)
