import { definePlace, type Place } from './place'

/** Places with Latin, Greek and Cyrillic script. */
export const WESTERN_PLACES: Place[] = [
  definePlace('US', 'United States', 'en-US', {
    first: 'Marcus|Dana|Lucille|Owen|Priscilla|Tobias',
    last: "Whitcomb|O'Rourke|Delgado|Pemberton-Hale|Nakai|Vance",
    streets: '% Larkspur Avenue|% Old Mill Road|% West 14th Street|% Camino del Sol',
    cities: [
      ['San Francisco', '94117', 'California', 'CA'],
      ['Santa Fe', '87501', 'New Mexico', 'NM'],
      ['Portland', '97209', 'Oregon', 'OR'],
    ],
    notes: 'Leave it with the neighbor 🙂|Gate code #4471*|Happy birthday, Mom! 🎂🎉',
  }),
  definePlace('CA', 'Canada', 'fr-CA', {
    first: 'Noémie|Étienne|Maxime|Geneviève',
    last: "Tremblay-Côté|Lefèvre|Bélanger|D'Amours",
    streets: '% rue Saint-Hubert|% avenue du Mont-Royal Est',
    cities: [
      ['Montréal', 'H2J 1Y8', 'Québec', 'QC'],
      ['Vancouver', 'V6B 1A1', 'British Columbia', 'BC'],
    ],
    notes: 'Sonnez deux fois, s’il vous plaît 🔔|Merci beaucoup ❤️',
  }),
  definePlace('GB', 'United Kingdom', 'en-GB', {
    first: 'Imogen|Rhys|Saoirse|Alasdair',
    last: 'Featherstone|ap Gwilym|Ó Dálaigh|Mac Donald',
    streets: '% Pemberley Close|Flat 2, % Harrow Lane',
    cities: [
      ['Bristol', 'BS8 1TH'],
      ['Llanfairpwll', 'LL61 5UJ'],
      ['Edinburgh', 'EH3 6BB'],
    ],
    notes: 'Please leave behind the blue door|№ 7 is round the back ™ ©',
  }),
  definePlace('DE', 'Germany', 'de-DE', {
    first: 'Jörg|Käthe|Anneliese|Sönke',
    last: 'Groß|Müller-Lüdenscheidt|von der Höh|Weiß',
    streets: 'Straße des 17. Juni %|Große Bäckerstraße % a|Am Schloßgraben %',
    cities: [
      ['Berlin', '10623'],
      ['Lübeck', '23552'],
      ['Köln', '50667'],
    ],
    notes: 'Bitte beim Hausmeister abgeben 📦|Klingel „Groß“, 3. Stock',
  }),
  definePlace('FR', 'France', 'fr-FR', {
    first: 'Aurélie|Loïc|Mahaut|Gaëtan',
    last: "L'Hôte|Châtelain|Beauséjour|N'Diaye",
    streets: '% bis, rue de l’Échiquier|% cours Mirabeau',
    cities: [
      ['Paris', '75010'],
      ['Aix-en-Provence', '13100'],
      ['Sète', '34200'],
    ],
    notes: 'Le code est 14B07 😉|Cadeau 🎁 sans facture, merci',
  }),
  definePlace('ES', 'Spain', 'es-ES', {
    first: 'Íñigo|Begoña|María José|Núria',
    last: 'Ibáñez Peña|Güell i Roca|de la Fuente|Etxeberria',
    streets: 'C/ de la Peña, %, 2.º izda.|Carrer d’Aragó, %',
    cities: [
      ['Barcelona', '08007', 'Barcelona', 'B'],
      ['A Coruña', '15001', 'A Coruña', 'C'],
    ],
    notes: '¡Gracias! 🥳|Entregar por la mañana',
  }),
  definePlace('PL', 'Poland', 'pl-PL', {
    first: 'Małgorzata|Łukasz|Bożena',
    last: 'Wójcik-Żak|Śliwiński|Dąbrowska',
    streets: 'ul. Świętokrzyska %|al. Jana Pawła II % m. 5',
    cities: [
      ['Łódź', '90-001'],
      ['Gdańsk', '80-831'],
    ],
    notes: 'Proszę zadzwonić domofonem 📞|Dziękuję',
  }),
  definePlace('SE', 'Sweden', 'sv-SE', {
    first: 'Åsa|Björn|Märta',
    last: 'Sjöström|Ängquist|Åkerlund',
    streets: 'Västra Ågatan %|Österlånggatan % lgh 1102',
    cities: [
      ['Göteborg', '411 04'],
      ['Malmö', '211 22'],
    ],
    notes: 'Ställ paketet på altanen 🌲|Tack!',
  }),
  definePlace('CH', 'Switzerland', 'de-CH', {
    first: 'Ueli|Ursina|Reto',
    last: 'Zürcher|Bächtold|Caflisch',
    streets: 'Rämistrasse %|Via Maistra %',
    cities: [
      ['Zürich', '8001', 'Zürich', 'ZH'],
      ['Pontresina', '7504', 'Graubünden', 'GR'],
    ],
    notes: 'Merci vielmal 🇨🇭|Bitte nicht klingeln',
  }),
  definePlace('GR', 'Greece', 'el-GR', {
    first: 'Ελένη|Γιώργος|Αγγελική',
    last: 'Παπαδάκη|Θεοδωρίδης|Κωνσταντίνου',
    streets: 'Οδός Ερμού %|Λεωφόρος Κηφισίας %',
    cities: [
      ['Αθήνα', '105 63'],
      ['Θεσσαλονίκη', '546 24'],
    ],
    notes: 'Παρακαλώ χτυπήστε το κουδούνι 🔔|Ευχαριστώ πολύ',
  }),
  definePlace('BG', 'Bulgaria', 'bg-BG', {
    first: 'Цветелина|Йордан|Ралица',
    last: 'Стоянова|Желязков|Щерева',
    streets: 'бул. „Витоша“ %|ул. „Шипка“ %, вх. Б',
    cities: [
      ['София', '1000'],
      ['Пловдив', '4000'],
    ],
    notes: 'Моля, обадете се преди доставка ☎️|Благодаря',
  }),
  definePlace('UA', 'Ukraine', 'uk-UA', {
    first: 'Оксана|Тарас|Їжакевич-Леся',
    last: 'Шевчук|Ґонта|Кравець',
    streets: 'вул. Хрещатик, %|просп. Соборний, % кв. 12',
    cities: [
      ['Київ', '01001'],
      ['Львів', '79000'],
    ],
    notes: 'Дякую! 💙💛|Під’їзд 3, домофон 12',
  }),
]
