"""Nouns for what is measured, which a card may use though the article does not.

"56" behind a name is an age, "294-metre" a length, "$1.25" for a franc an exchange rate: the unit
says so, and the article need not.
"""

from __future__ import annotations

from factcards.checking.free_text import words_of
from factcards.checking.stems import stem

_WORDS = """
    age length distance height depth width size area weight mass volume capacity speed temperature
    time duration period span wait term share part proportion percentage rate number count amount
    total sum value price cost worth level exchange margin rise fall increase decrease decline drop
    figure change difference gap loss gain range figure former previous current new old
    average score result vote votes quantity output strength distance frequency
    alter länge entfernung höhe tiefe breite größe fläche gewicht menge dauer zeit anteil zahl
    anzahl wert preis kosten summe höhe anstieg rückgang
    edad longitud distancia altura profundidad anchura tamaño superficie peso duración tiempo
    parte proporción número cantidad precio coste valor total aumento caída diferencia
    âge longueur distance hauteur profondeur largeur taille surface poids durée temps part nombre
    montant prix coût valeur total hausse baisse
"""
MEASURES = frozenset(stem(word) for word in words_of(_WORDS))
"""Their stems."""
