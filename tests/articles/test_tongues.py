"""In which language an article is written."""

from __future__ import annotations

import pytest

from rumourctl.articles.tongues import language_of, why_unread

TEXTS = {
    "es": "El club quiere fichar al delantero del Betis, según la prensa, y no hay acuerdo todavía con el jugador.",
    "it": "La squadra ha trovato un accordo per il difensore, che dovrebbe firmare nelle prossime ore con la Lazio.",
    "de": "Der Verein will den Stürmer verpflichten, aber die Ablöse ist noch nicht geklärt, wie der Trainer sagte.",
    "fr": "Le club voudrait recruter le joueur avant la fin du mois, mais les deux équipes ne sont pas d'accord.",
    "pt": "O clube quer contratar o avançado, mas ainda não há acordo com o jogador, que tem contrato até ao verão.",
    "nl": "De club wil de aanvaller kopen, maar er is nog geen akkoord en hij heeft een contract tot de zomer.",
    "tr": "Kulüp forvet için teklif yaptı, ancak oyuncu daha önce başka bir takım ile anlaşmaya yakın görünüyordu.",
    "pl": "Klub chce kupić napastnika, ale zawodnik nie podpisał jeszcze kontraktu i może odejść przed końcem sezonu.",
    "sv": "Klubben vill köpa en anfallare, men det är inte klart när spelaren kommer till laget och för hur mycket.",
    "da": "Klubben vil købe en angriber, men det er ikke klart, hvornår spilleren kommer til holdet efter sæsonen.",
    "no": "Klubben vil kjøpe en spiss, men det er ikke klart når spilleren kommer til laget, og han sier lite nå.",
    "cs": "Klub chce koupit útočníka, ale hráč ještě nepodepsal smlouvu a může odejít před koncem sezony.",
    "hr": "Klub želi kupiti napadača, ali igrač još nije potpisao ugovor i može otići prije kraja sezone.",
    "ro": "Clubul vrea să cumpere un atacant, dar jucătorul nu a semnat încă și ar putea pleca după sezon.",
    "hu": "A klub csatárt keres, de a játékos még nem írta alá a szerződést, és nem biztos, hogy marad.",
    "fi": "Seura haluaa hyökkääjän, mutta pelaaja ei ole vielä tehnyt sopimusta ja hän voi lähteä kauden jälkeen.",
    "ru": "Клуб хочет купить нападающего, но игрок ещё не подписал контракт.",
    "uk": "Клуб хоче купити нападника, але гравець ще не підписав контракт і він може піти.",
    "el": "Η ομάδα θέλει τον επιθετικό, αλλά δεν υπάρχει ακόμη συμφωνία.",
    "ar": "النادي يريد التعاقد مع المهاجم لكن لا يوجد اتفاق بعد",
    "ja": "クラブはフォワードの獲得を目指しているが、まだ合意していない。",
    "zh": "俱乐部希望签下这名前锋，但双方尚未达成协议，球员的合同明年夏天才到期。",
    "ko": "구단은 공격수 영입을 원하지만 아직 합의하지 못했다고 밝혔다.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_sentence_or_two_tell_the_language(code: str, text: str) -> None:
    assert language_of(text) == code
    assert why_unread(code)


@pytest.mark.parametrize(
    "text",
    [
        "Chelsea want the striker, but no fee has been agreed with his club.",
        "“No hay acuerdo con el jugador y no lo habrá”, the president told reporters. He said that the club had "
        "turned down two offers for the striker and that there would be no more talks with the Spanish side.",
        "El Clásico, La Liga, De Kuip, Das Boot: the names are all that the two clubs have of each other's language.",
        "Kevin de Laat, Ángel di Rosa and Virgil van Houten are all expected to leave, and so is the manager.",
    ],
)
def test_names_and_quotations_do_not_make_an_english_text_foreign(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "1-0", "Kevin de Laat, Ángel di Rosa, Virgil van Houten", "Hala Madrid!", "Oficial: Lund"]
)
def test_a_few_words_tell_nothing(text: str) -> None:
    assert language_of(text) is None
    assert why_unread(None) is None


def test_the_header_is_not_asked() -> None:
    header = "Fuente: el diario de la capital y de los que no duermen\n\n"
    assert language_of(header + "The club have agreed a fee for the player.", len(header)) == "en"


def test_the_ends_of_possessives_are_no_words() -> None:
    text = "Lyon’s 22-year-old striker John Smith – a target – rejected a move to Rennes before Friday’s deadline."
    assert language_of(text) in ("en", None)


def test_words_that_english_has_too_tell_no_other_language() -> None:
    text = "Everton are prepared to offer John Smith a contract worth £150,000 a week, and are close to a deal."
    assert language_of(text) in ("en", None)
