// SPDX-License-Identifier: GPL-3.0-or-later

/// Words that papers of projects say of themselves, whatever the practice: nobody would name one as what ties two of them.
enum PaperWords {
    /// Lemmas, in lower case: of forms, of the people and offices behind a project, and of projects as such.
    static let all: Set<String> = Set(
        """
        nimi hakija yhteyshenkilö osoite jakeluosoite postinumero postitoimipaikka puhelin puhelinnumero sähköposti
        sähköpostiosoite y-tunnus ytunnus www-osoite asema vastuuhenkilö projektipäällikkö hankepäällikkö hankekoodi
        projektikoodi koodi diaarinumero hakemus hakemusnumero hakemustyyppi käsittelijä viranomainen vastuuviranomainen
        toteuttaja osatoteuttaja päätoteuttaja hallinnoija toteuttajaorganisaatio organisaatiotyyppi organisaatio rahoittaja
        rahoitus rahoitussuunnitelma kustannusarvio budjetti esr eakr rakennerahasto sosiaalirahasto aluekehitysrahasto
        ely-keskus elykeskus ely leader toimintalinja erityistavoite tukimuoto ohjelmakausi ohjelma osio
        hanke projekti osahanke kehittämishanke yhteishanke rinnakkaishanke hankkeistus tiivistelmä kuvaus hankekuvaus
        tavoite päätavoite tarkoitus toimenpide toteutus toteutusaika toteuttaminen kohderyhmä tausta tarve lähtökohta
        tulos tuotos vaikutus vaikuttavuus juurruttaminen levittäminen loppuraportti väliraportti raportti suunnitelma
        hankesuunnitelma transkriptio sisällys sisällysluettelo johdanto liite sivu kappale luku kesto aikataulu
        alkamispäivämäärä päättymispäivämäärä tila maakunta seutukunta kunta paikkakunta vuosi kuukausi
        pöytäkirja pykälä esityslista kokous päätös ehdotus esittelijä valmistelija lisätieto
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
