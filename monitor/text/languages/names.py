"""How languages decline names that no dictionary knows: Rutteho of Rutte, Išibos of Išiba, Ruttelle, Rutténak."""

from __future__ import annotations

from monitor.text.languages.paradigms import Paradigm, ending_table, likely_lemmas

# After: Příruční mluvnice češtiny; Pravidlá slovenského pravopisu; Hrvatski pravopis; Slovenski pravopis; Dabartinės
# lietuvių kalbos gramatika; Latviešu valodas gramatika; Eesti keele käsiraamat; VISK § 61; A magyar helyesírás
# szabályai; Duden, Die Grammatik, § 307. A "_" is no ending.
_DECLENSIONS: dict[str, tuple[Paradigm, ...]] = {
    "cs": (("_", "a ovi em u y ů"), ("a", "y ovi u o ou ů"), ("e", "eho emu em"), ("i", "iho imu im"), ("o", "a ovi")),
    "de": (("_", "s"),),
    "et": (("_", "i ile iga ist is ilt il iks ini ina ita ga le st s lt l ks ni na ta d"),),
    "fi": (("_", "n a ä lle lta ltä ssa ssä sta stä an en in on un yn än ön ksi na nä tta ttä"),),
    "hbs": (("_", "a u om em e i ima"), ("a", "e i u o om"), ("e", "ea eu eom"), ("i", "ija iju ijem")),
    "hu": (
        ("a", "ának át ával ához ában áról ától ából ára ába áért áig ánál"),
        ("e", "ének ét ével éhez ében éről étől éből ére ébe éért éig énél énak éval éhoz éban éról étól éból éra éba"),
        ("_", "nak nek t ot et öt val vel ban ben hoz hez höz ra re ról ről tól től ból ből ba be ért ig nál nél"),
    ),
    "lt": (
        ("a", "os ai ą oje"),
        ("as", "o ui ą u e"),
        ("ė", "ės ei ę e ėje"),
        ("is", "io iui į iu yje"),
        ("us", "aus ui ų umi uje"),
    ),
    "lv": (("a", "as ai am u ā"), ("e", "es ei em i ē"), ("is", "a im i ī"), ("s", "a am u ā")),
    "sk": (("_", "a ovi om u y ov"), ("a", "u ovi om y ov"), ("e", "eho emu em"), ("i", "iho imu im")),
    "sl": (("_", "a u om em i ov"), ("a", "e i o ov"), ("e", "eja eju ejem"), ("o", "a u om")),
}  # fmt: skip
_TABLES = {name: ending_table(paradigms) for name, paradigms in _DECLENSIONS.items()}


def of_name(form: str, name: str) -> frozenset[str]:
    """What a name in lower case may be of in the language with this dictionary; nothing where we have no table."""
    table = _TABLES.get(name)
    return likely_lemmas(form, table) if table else frozenset()
