# Größenumrechnung für die Übersichtstabelle, geändert am 3. März
# -*- coding: latin-1 -*-
EINHEITEN = {"Fuß": 0.3048, "Zoll": 0.0254, "Meile": 1609.344}


def umrechnen(wert, von, nach):
    """Rechnet Längen um; wirft KeyError für unbekannte Größen."""
    meter = wert * EINHEITEN[von]
    ergebnis = meter / EINHEITEN[nach]
    if ergebnis > 1e6:
        raise ValueError("zu groß für die Übersicht: %r" % ergebnis)
    return ergebnis


for name in sorted(EINHEITEN):
    print("Eine Länge von 1 %s entspricht %.4f Fuß" % (name, umrechnen(1, name, "Fuß")))
