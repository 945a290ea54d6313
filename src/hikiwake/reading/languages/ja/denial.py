"""Whether words quoted in the language `ja` are said no to: by the verb that carries them, or by their own last predicate.

「そのような事実はない」と否定した and 「ばかげた話だ」と一蹴した quote the speaker's own words, which say no or yes by themselves.
「密約があった」との報道を否定した says no to words of others, and to words that say no themselves yes.
The first sentence quoted counts, as it does in English.
"""

import re
from functools import cache

from hikiwake.reading.languages.found import Quotation
from hikiwake.reading.languages.names import alternatives, words_of

_NEGATED = r"(?:ない|なかった|ません|ませんでした|ぬ|ず|まい|なし|ありえぬ)"
_AFTER = r"(?:の?だ|んだ|のです|んです|です|だろう|でしょう|はずだ|と思う|と考える|という|との|から|よ|ね|わ|ぞ|が|けど)*"
_SAYS_NO = re.compile(rf"{_NEGATED}{_AFTER}[、…\s]*$")
_NO_NEGATION = re.compile(
    r"(?:なければ|なくては|ねば|なくちゃ|ないと)(?:なら|いけ|だめ)?|ざるを得|かもしれ|かも知れ|に違い|に相違|にほかなら|に他なら|過言では|"
    r"(?:しか|ほか|他|より)(?:は|に)?な|少なく|(?:ない|ぬ|ず)(?:わけ|こと|もの|の)?(?:では|でも|は|も)?(?:な|あり)|のでは|では?ない(?:でしょう|だろう)?か"
)
_TAIL = 14  # characters before the end in which the last predicate stands
_CUE_NEGATED = re.compile(r"(?:ない|なかった|ません|ませんでした|ず)$")


def denies(text: str, quotation: Quotation) -> bool:
    """Whether the speaker says no to the words quoted."""
    first = re.split("[。！？\n]", quotation.content[0].cut(text).strip("。！？ \n"))[0]
    own = _says_no(first)
    if quotation.cue is None:
        return own
    cue = quotation.cue.cut(text)
    close = quotation.content[-1].end + 1
    is_direct = text.startswith("と", close) and not text.startswith(("との", "とは", "とい"), close)
    is_denial = not is_direct and _denials().search(cue) is not None
    return own ^ is_denial ^ (_CUE_NEGATED.search(cue) is not None)


def _says_no(claim: str) -> bool:
    m = _SAYS_NO.search(claim)
    return m is not None and _NO_NEGATION.search(claim, max(0, m.start() - _TAIL)) is None


@cache
def _denials() -> re.Pattern[str]:
    return re.compile(alternatives(words_of("ja")["denial"]))
