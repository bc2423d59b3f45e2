"""What a sentence says of a move: every kind of move at every stage, in the active and the passive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TRANSFERS = [
    ("interest", "Chelsea are interested in Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("monitoring", "Chelsea are monitoring Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("on a list", "Lyon midfielder Tobin Aske is on Chelsea's shortlist.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("own wish", "Tobin Aske wants to leave Lyon for Chelsea.", "Tobin Aske transfer/interest Lyon -> Chelsea; actor Tobin Aske"),
    ("talks", "Chelsea are in talks with Lyon over a deal for Tobin Aske.", "Tobin Aske transfer/talks Lyon -> Chelsea"),
    ("approach", "Chelsea have made an approach for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/talks Lyon -> Chelsea"),
    ("enquiry", "Chelsea have enquired about Lyon midfielder Tobin Aske.", "Tobin Aske transfer/talks Lyon -> Chelsea"),
    ("bid", "Arsenal have made a £30m bid for Sevilla winger Ruben Castellar.", "Ruben Castellar transfer/bid Sevilla -> Arsenal; fee 30000000 GBP"),
    ("bid planned", "Arsenal are preparing a bid for Sevilla winger Ruben Castellar.", "Ruben Castellar transfer/bid Sevilla -> Arsenal"),
    ("second bid", "Arsenal have tabled an improved offer for Sevilla winger Ruben Castellar.", "Ruben Castellar transfer/bid Sevilla -> Arsenal"),
    ("bid rejected", "Sevilla have rejected a bid from Arsenal for winger Ruben Castellar.", "Ruben Castellar transfer/rejected Sevilla -> Arsenal; actor Sevilla"),
    ("saw a bid rejected", "Arsenal have had a £25m bid for Ruben Castellar turned down by Sevilla.", "Ruben Castellar transfer/rejected Sevilla -> Arsenal; actor Sevilla; fee 25000000 GBP"),
    ("player refuses", "Sevilla winger Ruben Castellar has turned down an approach from Arsenal.", "Ruben Castellar transfer/rejected Sevilla -> Arsenal; actor Ruben Castellar"),
    ("terms", "Sevilla winger Ruben Castellar has agreed personal terms with Arsenal.", "Ruben Castellar transfer/terms Sevilla -> Arsenal"),
    ("close", "Idris Okomo is set to join Everton from Rennes.", "Idris Okomo transfer/close Rennes -> Everton"),
    ("closing in", "Everton are closing in on a deal for Rennes defender Idris Okomo.", "Idris Okomo transfer/close Rennes -> Everton"),
    ("fee agreed", "Everton have agreed a fee with Rennes for Idris Okomo.", "Idris Okomo transfer/agreed Rennes -> Everton"),
    ("will join", "Idris Okomo will join Everton from Rennes.", "Idris Okomo transfer/agreed Rennes -> Everton"),
    ("medical", "Rennes defender Idris Okomo is undergoing a medical at Everton.", "Idris Okomo transfer/medical Rennes -> Everton"),
    ("signed", "Everton have signed Idris Okomo from Rennes.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("completed", "Everton have completed the signing of Rennes defender Idris Okomo.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("joined", "Idris Okomo has joined Everton from Rennes.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("swapped", "Idris Okomo has swapped Rennes for Everton.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("pulled out", "Everton have pulled out of a deal to sign Rennes defender Idris Okomo.", "Idris Okomo transfer/off Rennes -> Everton"),
    ("collapsed", "Idris Okomo's move from Rennes to Everton has collapsed.", "Idris Okomo transfer/off Rennes -> Everton"),
    ("will not sell to", "Rennes will not sell Idris Okomo to Everton.", "Idris Okomo transfer/off Rennes -> Everton"),
]

LOANS = [
    ("interest", "Getafe want to sign Sevilla striker Nael Bensalem on loan.", "Nael Bensalem loan/interest Sevilla -> Getafe"),
    ("talks", "Getafe are in talks to sign Sevilla striker Nael Bensalem on loan.", "Nael Bensalem loan/talks Sevilla -> Getafe"),
    ("bid", "Getafe have made a loan offer for Sevilla striker Nael Bensalem.", "Nael Bensalem loan/bid Sevilla -> Getafe"),
    ("bid rejected", "Sevilla have turned down a loan bid from Getafe for Nael Bensalem.", "Nael Bensalem loan/rejected Sevilla -> Getafe; actor Sevilla"),
    ("close", "Sevilla striker Nael Bensalem is close to joining Getafe on loan.", "Nael Bensalem loan/close Sevilla -> Getafe"),
    ("agreed", "Sevilla have agreed to loan Nael Bensalem to Getafe.", "Nael Bensalem loan/agreed Sevilla -> Getafe"),
    ("medical", "Nael Bensalem is having a medical at Getafe ahead of a loan move from Sevilla.", "Nael Bensalem loan/medical Sevilla -> Getafe"),
    ("joined", "Nael Bensalem has joined Getafe on loan from Sevilla.", "Nael Bensalem loan/done Sevilla -> Getafe"),
    ("loaned", "Sevilla have loaned Nael Bensalem to Getafe.", "Nael Bensalem loan/done Sevilla -> Getafe"),
    ("sent", "Sevilla have sent Nael Bensalem on loan to Getafe.", "Nael Bensalem loan/done Sevilla -> Getafe"),
    ("collapsed", "Nael Bensalem's loan move from Sevilla to Getafe has fallen through.", "Nael Bensalem loan/off Sevilla -> Getafe"),
    ("destination unknown", "Sevilla are ready to let Nael Bensalem leave on loan.", "Nael Bensalem loan/interest Sevilla -> ?"),
]

RENEWALS = [
    ("interest", "Chelsea want to extend the contract of midfielder Maro Velling.", "Maro Velling renewal/interest Chelsea -> Chelsea"),
    ("talks", "Chelsea are in talks with Maro Velling over a new contract.", "Maro Velling renewal/talks Chelsea -> Chelsea"),
    ("offer", "Chelsea have offered Maro Velling a new contract.", "Maro Velling renewal/bid Chelsea -> Chelsea"),
    ("rejected", "Chelsea midfielder Maro Velling has rejected a new contract.", "Maro Velling renewal/rejected Chelsea -> Chelsea; actor Maro Velling"),
    ("close", "Maro Velling is close to signing a new contract with Chelsea.", "Maro Velling renewal/close Chelsea -> Chelsea"),
    ("signed with", "Maro Velling has signed a new contract with Chelsea.", "Maro Velling renewal/done Chelsea -> Chelsea"),
    ("option taken up", "Chelsea have triggered a one-year extension for Maro Velling.", "Maro Velling renewal/done Chelsea -> Chelsea"),
    ("refused", "Chelsea midfielder Maro Velling will not sign a new contract.", "Maro Velling renewal/off Chelsea -> Chelsea"),
]

STAYS = [
    ("wish", "Maro Velling wants to stay at Chelsea.", "Maro Velling stay/interest Chelsea -> Chelsea; actor Maro Velling"),
    ("happy", "Maro Velling is happy at Chelsea.", "Maro Velling stay/interest Chelsea -> Chelsea"),
    ("club's wish", "Chelsea want to keep Maro Velling.", "Maro Velling stay/interest Chelsea -> Chelsea"),
    ("close", "Maro Velling is expected to stay at Chelsea.", "Maro Velling stay/close Chelsea -> Chelsea"),
    ("agreed", "Maro Velling will stay at Chelsea.", "Maro Velling stay/agreed Chelsea -> Chelsea"),
    ("staying", "Maro Velling is staying at Chelsea.", "Maro Velling stay/agreed Chelsea -> Chelsea"),
]

EXITS = [
    ("willing to sell", "Napoli are willing to sell defender Dario Kostovic.", "Dario Kostovic exit/interest Napoli -> ?"),
    ("asking price", "Napoli want €40m for defender Dario Kostovic.", "Dario Kostovic exit/interest Napoli -> ?; fee 40000000 EUR"),
    ("wants out", "Dario Kostovic wants to leave Napoli.", "Dario Kostovic exit/interest Napoli -> ?; actor Dario Kostovic"),
    ("close", "Dario Kostovic is expected to leave Napoli.", "Dario Kostovic exit/close Napoli -> ?"),
    ("agreed", "Dario Kostovic will leave Napoli at the end of the season.", "Dario Kostovic exit/agreed Napoli -> ?"),
    ("leaving", "Dario Kostovic is leaving Napoli.", "Dario Kostovic exit/agreed Napoli -> ?"),
    ("left", "Dario Kostovic has left Napoli.", "Dario Kostovic exit/done Napoli -> ?"),
    ("released", "Napoli have released defender Dario Kostovic.", "Dario Kostovic exit/done Napoli -> ?; released"),
    ("mutual consent", "Dario Kostovic has left Napoli by mutual consent.", "Dario Kostovic exit/done Napoli -> ?; released"),
    ("retired", "Napoli defender Dario Kostovic has retired.", "Dario Kostovic exit/done Napoli -> ?; retired"),
    ("will not sell", "Napoli will not sell Dario Kostovic.", "Dario Kostovic exit/off Napoli -> ?"),
    ("not for sale", "Napoli defender Dario Kostovic is not for sale.", "Dario Kostovic exit/off Napoli -> ?"),
    ("refuse to sell", "Napoli refuse to sell Dario Kostovic.", "Dario Kostovic exit/off Napoli -> ?"),
    ("will not leave", "Dario Kostovic will not leave Napoli.", "Dario Kostovic exit/off Napoli -> ?"),
]

MANAGERS = [
    ("appointed", "Ajax have appointed Henrik Valdahl as their new head coach.", "Henrik Valdahl transfer/done ? -> Ajax; as manager"),
    ("becomes", "Henrik Valdahl will become the new Ajax manager.", "Henrik Valdahl transfer/agreed ? -> Ajax; as manager"),
    ("set to take over", "Henrik Valdahl is set to take over as manager of Ajax.", "Henrik Valdahl transfer/close ? -> Ajax; as manager"),
    ("candidate", "Henrik Valdahl is a candidate for the Ajax job.", "Henrik Valdahl transfer/interest ? -> Ajax; as manager"),
    ("talks to replace", "Henrik Valdahl is in talks to replace Carlo Bertazzi as Torino manager.", "Henrik Valdahl transfer/talks ? -> Torino; as manager"),
    ("nation", "Henrik Valdahl has been named as the new Denmark coach.", "Henrik Valdahl transfer/done ? -> Denmark; as manager"),
    ("sacked", "Torino have sacked manager Carlo Bertazzi.", "Carlo Bertazzi exit/done Torino -> ?; as manager; sacked"),
    ("resigned", "Carlo Bertazzi has resigned as manager of Torino.", "Carlo Bertazzi exit/done Torino -> ?; as manager; resigned"),
    ("stepping down", "Torino coach Carlo Bertazzi will step down in the summer.", "Carlo Bertazzi exit/agreed Torino -> ?; as manager; resigned"),
]

PASSIVES = [
    ("wanted by", "Rennes defender Idris Okomo is wanted by Everton.", "Idris Okomo transfer/interest Rennes -> Everton"),
    ("being watched", "Rennes defender Idris Okomo is being monitored by Everton.", "Idris Okomo transfer/interest Rennes -> Everton"),
    ("signed by", "Idris Okomo has been signed by Everton from Rennes.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("bid was rejected", "A bid from Everton for Idris Okomo has been rejected by Rennes.", "Idris Okomo transfer/rejected Rennes -> Everton; actor Rennes"),
    ("sold to", "Idris Okomo has been sold to Everton by Rennes.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("loaned to", "Nael Bensalem has been loaned to Getafe by Sevilla.", "Nael Bensalem loan/done Sevilla -> Getafe"),
    ("offered a contract", "Maro Velling has been offered a new contract by Chelsea.", "Maro Velling renewal/bid Chelsea -> Chelsea"),
    ("sacked by", "Carlo Bertazzi has been sacked by Torino.", "Carlo Bertazzi exit/done Torino -> ?; as manager; sacked"),
    ("appointed by", "Henrik Valdahl has been appointed by Ajax as their new coach.", "Henrik Valdahl transfer/done ? -> Ajax; as manager"),
]

OTHER_WORDS = [
    ("release clause", "Chelsea have activated the release clause of Lyon midfielder Tobin Aske.", "Tobin Aske transfer/done Lyon -> Chelsea"),
    ("race", "Chelsea are leading the race for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("admirers", "Tobin Aske is attracting interest from Chelsea.", "Tobin Aske transfer/interest ? -> Chelsea"),
    ("identified", "Chelsea have identified Lyon midfielder Tobin Aske as their top target.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("scouts stand for their club", "Chelsea scouts watched Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("yes", "Tobin Aske has said yes to Chelsea.", "Tobin Aske transfer/terms ? -> Chelsea"),
    ("verbal agreement with a player", "Chelsea have reached a verbal agreement with Tobin Aske.", "Tobin Aske transfer/terms ? -> Chelsea"),
    ("sale", "Napoli have agreed the sale of Dario Kostovic to Roma.", "Dario Kostovic transfer/agreed Napoli -> Roma"),
    ("up for sale", "Lyon have put Tobin Aske up for sale.", "Tobin Aske exit/interest Lyon -> ?"),
    ("no plans for him", "Tobin Aske is not part of Carlo Bertazzi's plans at Lyon.", "Tobin Aske exit/interest Lyon -> ?"),
    ("cooled", "Chelsea have cooled their interest in Lyon midfielder Tobin Aske.", "Tobin Aske transfer/off Lyon -> Chelsea"),
    ("snubbed", "Tobin Aske has rejected a move to Chelsea.", "Tobin Aske transfer/rejected ? -> Chelsea; actor Tobin Aske"),
    ("recalled", "Sevilla have recalled Nael Bensalem from Getafe.", "Nael Bensalem transfer/done Getafe -> Sevilla"),
    ("tied down", "Lyon have tied Tobin Aske down to a new deal.", "Tobin Aske renewal/done Lyon -> Lyon"),
    ("stalled", "Talks over a new contract for Tobin Aske at Lyon have stalled.", "Tobin Aske renewal/talks Lyon -> Lyon"),
    ("parted company", "Torino have parted company with Carlo Bertazzi.", "Carlo Bertazzi exit/done Torino -> ?; as manager; sacked"),
    ("relieved of duties", "Carlo Bertazzi has been relieved of his duties at Torino.", "Carlo Bertazzi exit/done Torino -> ?; as manager; sacked"),
    ("replaced", "Henrik Valdahl has replaced Carlo Bertazzi at Torino.", "Henrik Valdahl transfer/done ? -> Torino; as manager"),
    ("job turned down", "Henrik Valdahl has turned down the Ajax job.", "Henrik Valdahl transfer/rejected ? -> Ajax; as manager; actor Henrik Valdahl"),
    ("departure confirmed", "Henrik Valdahl has confirmed his departure from Everton.", "Henrik Valdahl exit/agreed Everton -> ?; by person Henrik Valdahl"),
]

TABLES = {
    "other words": OTHER_WORDS,
    "transfer": TRANSFERS,
    "loan": LOANS,
    "renewal": RENEWALS,
    "stay": STAYS,
    "exit": EXITS,
    "manager": MANAGERS,
    "passive": PASSIVES,
}
CASES = [
    pytest.param(text, claim, id=f"{table}: {label}") for table, rows in TABLES.items() for label, text, claim in rows
]


@pytest.mark.parametrize(("text", "claim"), CASES)
def test_one_plain_sentence_is_one_claim(assert_claims: Callable[..., None], text: str, claim: str) -> None:
    assert_claims(text, claim)
