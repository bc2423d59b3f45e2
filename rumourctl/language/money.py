from __future__ import annotations
import re
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class MoneyMention:
    start: int
    end: int
    text: str
    amount: int
    currency: str
    wage: bool
def find_money(text: str) -> list[MoneyMention]:
    return [MoneyMention(m.start(), m.end(), m.group(), int(float(m[2].replace(",",""))*{"m":10**6,"k":1000}.get((m[3] or "").lower(),1)), {"£":"GBP","€":"EUR","$":"USD"}[m[1]], False) for m in re.finditer(r"([£€$])(\d[\d.,]*\d|\d)([mMkK])?", text)]
